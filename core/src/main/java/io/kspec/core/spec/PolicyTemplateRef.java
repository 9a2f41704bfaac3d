package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template and the values of its parameters.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PolicyTemplateRef(@Nullable String name, Map<String, String> parameters) {
    public PolicyTemplateRef {
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }
}
