package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template and the values of its parameters.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PolicyTemplateRef(
        @JsonPropertyDescription(
                "Name of the template: security-baseline, compliance-strict, or a PolicyTemplate of " + "your own.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @Nullable
        String name,

        @JsonPropertyDescription("Values of the parameters of the template, by name.") @Size(max = 100)
        Map<String, @Size(max = 4096) String> parameters) {
    public PolicyTemplateRef {
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }
}
