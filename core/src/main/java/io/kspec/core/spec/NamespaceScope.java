package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The namespaces that a specification speaks of; exclude wins over include.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NamespaceScope(
        List<String> includeNamespaces,
        List<String> excludeNamespaces,
        @Nullable LabelSelector namespaceSelector) {
    public NamespaceScope {
        includeNamespaces = includeNamespaces == null ? List.of() : List.copyOf(includeNamespaces);
        excludeNamespaces = excludeNamespaces == null ? List.of() : List.copyOf(excludeNamespaces);
    }
}
