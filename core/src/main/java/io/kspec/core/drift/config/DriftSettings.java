package io.kspec.core.drift.config;

import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.spec.DriftAction;
import io.kspec.core.spec.DriftConfigSpec;
import io.kspec.core.spec.DriftKind;
import io.kspec.core.spec.DriftMatch;
import io.kspec.core.spec.DriftRemediation;
import io.kspec.core.spec.DriftStrategy;
import io.kspec.core.spec.IgnoredDifference;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a DriftConfig says, with every default settled. It never allows what the mode of a specification does not.
///
/// @param detected which drift is looked for
/// @param repaired which drift may be put back at all
/// @param auto whether it is put back without being asked
/// @param dryRun only say what would be put back
/// @param strategies what is done about which drift; the first that matches decides
/// @param burst repairs of one object within [RepairPace#WINDOW] that are made at once
/// @param ignored differences that are no drift
/// @param schedule when everything is compared
public record DriftSettings(
        Set<DriftKind> detected,
        Set<DriftKind> repaired,
        boolean auto,
        boolean dryRun,
        List<DriftStrategy> strategies,
        int burst,
        List<IgnoredDifference> ignored,
        Optional<DriftSchedule> schedule) {
    private static final int USUAL_BURST = 3;
    private static final DriftRemediation NO_REMEDIATION = new DriftRemediation(null, null, List.of(), List.of(), null);

    /// What holds where no DriftConfig speaks: kspec's own objects are put back.
    public static final DriftSettings DEFAULT = of(DriftConfigSpec.UNSET);

    public DriftSettings {
        detected = Set.copyOf(detected);
        repaired = Set.copyOf(repaired);
        strategies = List.copyOf(strategies);
        ignored = List.copyOf(ignored);
    }

    /// Of a DriftConfig that [DriftConfigValidation] found nothing wrong with; what is wrong counts as unset.
    public static DriftSettings of(DriftConfigSpec spec) {
        DriftRemediation remediation = Objects.requireNonNullElse(spec.remediation(), NO_REMEDIATION);
        var detected = EnumSet.allOf(DriftKind.class);
        if (spec.detection() != null) {
            drop(detected, DriftKind.POLICIES, spec.detection().policies());
            drop(detected, DriftKind.COMPLIANCE, spec.detection().compliance());
            drop(detected, DriftKind.CONFIGURATION, spec.detection().configuration());
        }
        var repaired = remediation.types().isEmpty()
                ? EnumSet.of(DriftKind.POLICIES, DriftKind.CONFIGURATION)
                : EnumSet.copyOf(remediation.types());
        Integer burst =
                remediation.rateLimit() == null ? null : remediation.rateLimit().burst();
        return new DriftSettings(
                detected,
                repaired,
                !Boolean.FALSE.equals(remediation.auto()),
                Boolean.TRUE.equals(remediation.dryRun()),
                remediation.strategies(),
                Objects.requireNonNullElse(burst, USUAL_BURST),
                spec.ignore(),
                DriftSchedule.of(spec));
    }

    private static void drop(Set<DriftKind> kinds, DriftKind kind, @Nullable Boolean wanted) {
        if (Boolean.FALSE.equals(wanted)) {
            kinds.remove(kind);
        }
    }

    /// What is done about drift of an object.
    ///
    /// @param namespace empty for objects of the cluster
    public DriftAction action(DriftEventType type, String kind, String namespace, DriftSeverity severity) {
        DriftKind about = kind(type);
        if (!detected.contains(about)) {
            return DriftAction.IGNORE;
        }
        DriftAction chosen = strategies.stream()
                .filter(strategy -> matches(strategy.match(), kind, namespace, severity))
                .map(DriftStrategy::action)
                .findFirst()
                .orElse(DriftAction.REPAIR);
        boolean may = repaired.contains(about) && !dryRun;
        return switch (chosen) {
            case REPAIR -> may && auto ? DriftAction.REPAIR : DriftAction.REPORT;
            case APPROVE -> may ? DriftAction.APPROVE : DriftAction.REPORT;
            case REPORT, IGNORE -> chosen;
        };
    }

    /// Fields of an object in which it may differ, by JSON pointer, with all below them.
    public List<String> ignored(String kind, String name) {
        return ignored.stream()
                .filter(one -> one.kind().equals(kind)
                        && (one.name() == null || one.name().equals(name)))
                .flatMap(one -> one.pointers().stream())
                .toList();
    }

    private static boolean matches(@Nullable DriftMatch match, String kind, String namespace, DriftSeverity severity) {
        return match == null
                || ((match.kind() == null || match.kind().equals(kind))
                        && (match.namespace() == null || match.namespace().equals(namespace))
                        && (match.severity() == null || match.severity() == severity));
    }

    private static DriftKind kind(DriftEventType type) {
        return switch (type) {
            case POLICY -> DriftKind.POLICIES;
            case COMPLIANCE -> DriftKind.COMPLIANCE;
            case CONFIGURATION -> DriftKind.CONFIGURATION;
        };
    }

    /// What is done about one event.
    public DriftAction action(DriftEvent event) {
        String namespace = event.resource().namespace();
        return action(event.type(), event.resource().kind(), namespace == null ? "" : namespace, event.severity());
    }
}
