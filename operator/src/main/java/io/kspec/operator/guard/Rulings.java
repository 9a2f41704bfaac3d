package io.kspec.operator.guard;

import io.kspec.core.drift.config.DriftConfigs;
import io.kspec.core.drift.config.SharedSettings;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.DriftAction;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is done about drift of each guard, as the DriftConfigs and the modes of those say whose it is. Pure; for one
/// turn.
final class Rulings {
    static final Rulings NONE = new Rulings(DriftConfigs.NONE, List.of());

    private final DriftConfigs configs;
    private final Map<String, Boolean> repairs;

    Rulings(DriftConfigs configs, List<Rulebook> active) {
        this.configs = configs;
        this.repairs = active.stream()
                .collect(Collectors.toMap(
                        Rulebook::specification,
                        rulebook -> rulebook.enforcement().repair(),
                        (one, other) -> one || other));
    }

    DriftAction about(Guard guard, DriftSeverity severity) {
        return shared(guard).action(type(guard), guard.id().kind().kind(), severity);
    }

    /// Fields in which the guard may differ, by JSON pointer.
    List<String> ignored(Guard guard) {
        return shared(guard).ignored(guard.id().kind().kind(), guard.id().name());
    }

    int burst(Guard guard) {
        return shared(guard).burst();
    }

    /// Whether a person wants a deleted guard back.
    boolean approved(Guard guard, String uid) {
        return guard.specifications().stream().anyMatch(name -> configs.approves(name, uid));
    }

    /// Where consent to bring back a deleted guard is to be written: an object, as people call it.
    String approvedAt(Guard guard) {
        return guard.specifications().stream()
                .flatMap(name -> configs.chosen(name).stream())
                .map(config -> "driftconfig %s -n %s".formatted(config.name(), config.namespace()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    /// A guard that belongs to no specification goes by what is said of every one.
    private SharedSettings shared(Guard guard) {
        List<String> owners = guard.specifications().isEmpty() ? List.of("") : guard.specifications();
        return new SharedSettings(owners.stream()
                .map(name -> new SharedSettings.Gated(
                        configs.of(name), guard.repair() && repairs.getOrDefault(name, guard.repair())))
                .toList());
    }

    static DriftEventType type(Guard guard) {
        return guard.id().equals(Registration.id()) ? DriftEventType.CONFIGURATION : DriftEventType.POLICY;
    }
}
