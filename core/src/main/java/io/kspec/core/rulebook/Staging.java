package io.kspec.core.rulebook;

import io.kspec.core.scope.Coverage;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.scope.Scope;
import io.kspec.core.spec.EnforcementSpec;
import io.kspec.core.spec.LabelSelector;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// How mode enforce comes into force step by step: canary namespaces refuse already, all others only warn until a
/// time, or for good when no time is set.
///
/// @param from when it refuses everywhere; empty for never while there are canaries, else for always
/// @param canaries namespaces that refuse already; empty for none
public record Staging(Optional<Instant> from, Optional<LabelSelector> canaries) {
    /// Refuses everywhere.
    public static final Staging NONE = new Staging(Optional.empty(), Optional.empty());

    /// Where mode enforce refuses at a time.
    public sealed interface Stage {
        record Everywhere() implements Stage {}

        record Canaries(LabelSelector selector) implements Stage {}

        record Nowhere() implements Stage {}
    }

    /// A time that cannot be read is one that has not come; validation refuses it.
    static Staging of(EnforcementSpec enforcement) {
        return new Staging(
                Optional.ofNullable(enforcement.enforceFrom()).map(Staging::instant),
                Optional.ofNullable(enforcement.canaryNamespaces()));
    }

    public Stage at(Instant now) {
        boolean begun = from.map(start -> !now.isBefore(start)).orElse(canaries.isEmpty());
        if (begun) {
            return new Stage.Everywhere();
        }
        return canaries.<Stage>map(Stage.Canaries::new).orElseGet(Stage.Nowhere::new);
    }

    /// Whether a namespace refuses already. One whose labels are not known counts as a canary: a stage lets nothing
    /// pass that may have to be refused.
    boolean refuses(String namespace, NamespaceLabels labels, Instant now) {
        return switch (at(now)) {
            case Stage.Everywhere _ -> true;
            case Stage.Nowhere _ -> false;
            case Stage.Canaries canary ->
                !(new Scope(List.of(), List.of(), Optional.of(canary.selector())).covers(namespace, labels)
                        instanceof Coverage.Outside);
        };
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException broken) {
            return Instant.MAX;
        }
    }
}
