package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Demands with blanks: the `spec` of a PolicyTemplate.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PolicyTemplateSpec(
        @JsonPropertyDescription("What the template demands, in a sentence or two.") @Size(max = 1024) @Nullable
        String description,

        @JsonPropertyDescription("What the template is for.") @Nullable
        TemplateCategory category,

        @JsonPropertyDescription(
                "Version of the template, chosen by its author (major.minor.patch). Catalogues keep templates by it.")
        @Size(max = 128)
        @Pattern("^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?$")
        @Nullable
        String version,

        @JsonPropertyDescription("Values that those who use the template may or must set.") @Size(max = 100)
        List<TemplateParameter> parameters,

        @JsonPropertyDescription("What is demanded: sections of a ClusterSpecification from kubernetes to rules, in "
                + "which ${parameter} stands for a value, and an entry of a list with when or unless is kept only if "
                + "that is true or false. Shorter: requiredFields and forbiddenFields (key and value), validations "
                + "(name, expression, message).")
        @Required
        @PreserveUnknownFields
        @Nullable
        JsonNode policy) {
    public PolicyTemplateSpec {
        parameters = parameters == null ? List.of() : List.copyOf(parameters);
    }
}
