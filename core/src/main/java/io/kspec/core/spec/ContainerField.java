package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A container field by dotted path, with the value it is compared with; neither value nor exists means true.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContainerField(
        @Nullable String key,
        @Nullable JsonNode value,
        @Nullable Boolean exists) {}
