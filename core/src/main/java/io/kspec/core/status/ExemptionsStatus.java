package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Counts of exemptions by their time left.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExemptionsStatus(
        @JsonPropertyDescription("Exemptions that hold now.") @Min(0)
        int active,

        @JsonPropertyDescription("Exemptions that hold now and end soon.") @Min(0)
        int expiring,

        @JsonPropertyDescription("Exemptions that have ended.") @Min(0)
        int expired,

        @JsonPropertyDescription("When the next exemption ends.") @Size(max = 64) @Nullable
        String nextExpiry) {}
