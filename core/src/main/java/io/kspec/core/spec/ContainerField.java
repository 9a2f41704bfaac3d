package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// A container field by dotted path, with the value it is compared with; neither value nor exists means true.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContainerField(
        @JsonPropertyDescription("Dotted path of the field, for example securityContext.runAsNonRoot or "
                + "resources.limits.memory. A field that only pods have, such as hostNetwork, is looked "
                + "up in the pod.")
        @Required
        @Size(min = 1, max = 512)
        @Nullable
        String key,

        @JsonPropertyDescription("Value to compare with: a boolean, number, string or list of strings. Without value "
                + "and exists it is true.")
        @PreserveUnknownFields
        @Nullable
        JsonNode value,

        @JsonPropertyDescription("True means that any value will do. Not together with value.") @Nullable
        Boolean exists) {}
