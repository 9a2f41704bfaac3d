package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects that an exemption pardons.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExemptedResource(
        @Nullable String kind,
        @Nullable String name,
        @Nullable String namespace,
        Map<String, String> labelSelector) {
    public ExemptedResource {
        labelSelector = labelSelector == null ? Map.of() : Map.copyOf(labelSelector);
    }
}
