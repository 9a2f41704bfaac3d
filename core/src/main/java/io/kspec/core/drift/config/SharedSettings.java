package io.kspec.core.drift.config;

import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.spec.DriftAction;
import java.util.Comparator;
import java.util.List;

/// What several specifications say together of an object that they share: the strictest action holds, only what all
/// of them ignore is ignored, and the smallest burst is the limit.
///
/// @param each one at least
public record SharedSettings(List<Gated> each) {
    /// What one specification says.
    ///
    /// @param repairs whether its mode lets guards be put back; what a DriftConfig says never widens it
    public record Gated(DriftSettings settings, boolean repairs) {
        DriftAction action(DriftEventType type, String kind, DriftSeverity severity) {
            DriftAction action = settings.action(type, kind, "", severity);
            return switch (action) {
                case REPAIR, APPROVE -> repairs ? action : DriftAction.REPORT;
                case REPORT, IGNORE -> action;
            };
        }
    }

    public SharedSettings {
        each = List.copyOf(each);
    }

    /// What is done about drift of an object of the cluster.
    public DriftAction action(DriftEventType type, String kind, DriftSeverity severity) {
        return each.stream()
                .map(one -> one.action(type, kind, severity))
                .min(Comparator.naturalOrder())
                .orElse(DriftAction.REPORT);
    }

    /// Fields in which an object may differ, by JSON pointer, with all below them.
    public List<String> ignored(String kind, String name) {
        return each.stream()
                .flatMap(one -> one.settings().ignored(kind, name).stream())
                .distinct()
                .filter(pointer -> each.stream().allMatch(one -> covers(one, kind, name, pointer)))
                .toList();
    }

    private static boolean covers(Gated one, String kind, String name, String pointer) {
        return one.settings().ignored(kind, name).stream()
                .anyMatch(ignored -> pointer.equals(ignored) || pointer.startsWith(ignored + "/"));
    }

    /// Repairs within [RepairPace#WINDOW] that are made at once.
    public int burst() {
        return each.stream().mapToInt(one -> one.settings().burst()).min().orElse(DriftSettings.DEFAULT.burst());
    }
}
