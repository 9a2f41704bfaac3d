package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// An exemption as it stood when a scan was made.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportedExemption(
        @JsonPropertyDescription("Name of the exemption.") @Required @Size(min = 1, max = 63)
        String name,

        @JsonPropertyDescription("Why the violations are tolerated.") @Size(max = 1024) @Nullable
        String reason,

        @JsonPropertyDescription("Who approved it.") @Size(max = 253) @Nullable
        String approver,

        @JsonPropertyDescription("When it ends. Unset means never.") @Size(max = 64) @Nullable
        String expiresAt,

        @JsonPropertyDescription("State at that time: active, expiring (within seven days) or expired.")
        @Required
        @Size(max = 16)
        String state,

        @JsonPropertyDescription("How many violations it pardoned.") @Min(0)
        int pardoned) {}
