package io.kspec.bench.result;

import java.util.Optional;

/// One measured number.
///
/// @param metric what was measured, unique within a report
/// @param unit of the value and of the goal
public record Figure(String metric, double value, String unit, Optional<Goal> goal) {
    public static Figure of(String metric, double value, String unit) {
        return new Figure(metric, value, unit, Optional.empty());
    }

    public static Figure of(String metric, double value, String unit, Goal goal) {
        return new Figure(metric, value, unit, Optional.of(goal));
    }
}
