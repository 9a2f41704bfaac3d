package io.kspec.operator.guard;

import io.kspec.core.rulebook.Rulebook;
import java.util.List;
import java.util.Map;

/// What guards are made from.
///
/// @param rulebooks the active ones
/// @param caBundle PEM of the authority that admission's certificate comes from
/// @param namespaces labels by namespace, as far as they are known
public record GuardDemand(List<Rulebook> rulebooks, String caBundle, Map<String, Map<String, String>> namespaces) {
    public GuardDemand {
        rulebooks = List.copyOf(rulebooks);
        namespaces = Map.copyOf(namespaces);
    }
}
