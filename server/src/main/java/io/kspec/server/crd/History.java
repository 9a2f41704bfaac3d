package io.kspec.server.crd;

import io.kspec.lifecycle.crd.Compatibility;
import io.kspec.lifecycle.crd.CompatibilityChange;
import io.kspec.lifecycle.version.SemanticVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The versions of one definition in the order of the operator's versions, whatever order they came in.
final class History {
    private static final Comparator<StoredCrd> BY_VERSION =
            Comparator.comparing(crd -> SemanticVersion.of(crd.named().operatorVersion()));

    private final List<StoredCrd> ordered;

    /// @param versions of one definition of one operator
    History(List<StoredCrd> versions) {
        ordered = versions.stream().sorted(BY_VERSION).toList();
    }

    Optional<StoredCrd> newest() {
        return ordered.isEmpty() ? Optional.empty() : Optional.of(ordered.getLast());
    }

    /// The one that a rollout to `version` would come from.
    Optional<StoredCrd> before(String version) {
        SemanticVersion next = SemanticVersion.of(version);
        return ordered.stream()
                .filter(crd -> next.newerThan(SemanticVersion.of(crd.named().operatorVersion())))
                .reduce((_, later) -> later);
    }

    /// Every change between two that follow each other.
    List<CrdAnswer.HistoryEntry> changes() {
        var changes = new ArrayList<CrdAnswer.HistoryEntry>();
        for (int i = 1; i < ordered.size(); i++) {
            StoredCrd next = ordered.get(i);
            Compatibility between = between(ordered.get(i - 1), next);
            Stream.concat(
                            between.breakingChanges().stream().map(change -> entry(change, true, next)),
                            between.nonBreakingChanges().stream().map(change -> entry(change, false, next)))
                    .forEach(changes::add);
        }
        return changes;
    }

    static Compatibility between(StoredCrd before, StoredCrd next) {
        return Compatibility.of(
                SchemaText.stored(before.schema()).comparedWith(SchemaText.stored(next.schema()), "schemaDefinition"));
    }

    private static CrdAnswer.HistoryEntry entry(CompatibilityChange change, boolean breaking, StoredCrd next) {
        return new CrdAnswer.HistoryEntry(
                change.changeType().word(),
                change.fieldPath(),
                change.before(),
                change.after(),
                breaking,
                change.description(),
                next.named().operatorVersion(),
                next.standing().createdAt());
    }
}
