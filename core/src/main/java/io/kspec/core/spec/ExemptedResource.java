package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects that an exemption pardons.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExemptedResource(
        @JsonPropertyDescription("Kind of the objects, for example Deployment. Unset means every kind.")
        @Size(max = 63)
        @Nullable
        String kind,

        @JsonPropertyDescription("Name of the objects; * stands for any characters. Unset means every name.")
        @Size(max = 253)
        @Nullable
        String name,

        @JsonPropertyDescription("Namespace of the objects. Unset means every namespace of the exemption.")
        @Size(max = 63)
        @Nullable
        String namespace,

        @JsonPropertyDescription("Labels that the objects must carry, all of them.") @Size(max = 50)
        Map<String, @Size(max = 63) String> labelSelector) {
    public ExemptedResource {
        labelSelector = labelSelector == null ? Map.of() : Map.copyOf(labelSelector);
    }
}
