package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Who changed the object, as far as the API records it: the field manager and time of a change, nothing after a
/// deletion.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangedBy(
        @JsonPropertyDescription("Field manager that wrote the object last.") @Size(max = 128) @Nullable
        String manager,

        @JsonPropertyDescription("How it wrote: Apply or Update.") @Size(max = 16) @Nullable
        String operation,

        @JsonPropertyDescription("When it wrote.") @Size(max = 64) @Nullable
        String time,

        @JsonPropertyDescription("What is not known, and why.") @Size(max = 1024) @Nullable
        String note) {}
