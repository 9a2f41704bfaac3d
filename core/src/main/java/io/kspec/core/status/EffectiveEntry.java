package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// One demand that holds, and where it comes from.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EffectiveEntry(
        @JsonPropertyDescription("The demand, as path and value.") @Required @Size(max = 512)
        String entry,

        @JsonPropertyDescription("The specification or template that it comes from.") @Required @Size(max = 253)
        String origin) {}
