package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One value that a template leaves to those who use it.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TemplateParameter(
        @JsonPropertyDescription("Name, as it stands in ${name}.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z][A-Za-z0-9_]*$")
        @Nullable
        String name,

        @JsonPropertyDescription("What the parameter decides, for those who set it.") @Size(max = 1024) @Nullable
        String description,

        @JsonPropertyDescription("What the value is: string, int, bool or array (of strings). Unset means string.")
        @Nullable
        ParameterType type,

        @JsonPropertyDescription("Value when none is given, of the type of the parameter.")
        @JsonProperty("default")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @PreserveUnknownFields
        @Nullable
        JsonNode defaultValue,

        @JsonPropertyDescription("A value must be given. Unset means false.") @Nullable
        Boolean required,

        @JsonPropertyDescription("The only values allowed; of an array, the only entries. Empty means any.")
        @Size(max = 100)
        List<JsonNode> allowedValues,

        @JsonPropertyDescription("Least value of an int, characters of a string, or entries of an array.") @Nullable
        Integer min,

        @JsonPropertyDescription("Greatest value of an int, characters of a string, or entries of an array.") @Nullable
        Integer max,

        @JsonPropertyDescription("Regular expression that a whole string, or every entry of an array, must match.")
        @Size(max = 512)
        @Nullable
        String pattern) {
    public TemplateParameter {
        allowedValues = allowedValues == null ? List.of() : List.copyOf(allowedValues);
    }

    /// The type in effect.
    public ParameterType kind() {
        return type == null ? ParameterType.STRING : type;
    }
}
