package io.kspec.operator.guard;

import io.kspec.core.drift.config.DriftConfigs;
import io.kspec.core.rulebook.Rulebook;
import java.util.List;
import java.util.Map;

/// What guards are made from.
///
/// @param rulebooks the active ones
/// @param caBundle PEM of the authority that admission's certificate comes from
/// @param namespaces labels by namespace, as far as they are known
/// @param drift how drift of guards is looked for and what is done about it
public record GuardDemand(
        List<Rulebook> rulebooks, String caBundle, Map<String, Map<String, String>> namespaces, DriftConfigs drift) {
    /// Where no DriftConfig says otherwise.
    public GuardDemand(List<Rulebook> rulebooks, String caBundle, Map<String, Map<String, String>> namespaces) {
        this(rulebooks, caBundle, namespaces, DriftConfigs.NONE);
    }

    public GuardDemand {
        rulebooks = List.copyOf(rulebooks);
        namespaces = Map.copyOf(namespaces);
    }
}
