package io.kspec.core.scope;

import java.util.Map;
import java.util.Optional;

/// What is known of the labels of namespaces.
@FunctionalInterface
public interface NamespaceLabels {
    /// Nothing is known of any namespace.
    NamespaceLabels UNKNOWN = _ -> Optional.empty();

    /// The labels of a namespace; empty when they are not known, which is not the same as having none.
    Optional<Map<String, String>> of(String namespace);
}
