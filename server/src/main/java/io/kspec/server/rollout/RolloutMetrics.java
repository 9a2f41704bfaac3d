package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.rollout.Transition;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.rollout.RolloutStore.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Counts rollouts, each once, by the replica that decided about it.
@Singleton
final class RolloutMetrics {
    private final MeterRegistry registry;

    @Inject
    RolloutMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Call it after the transaction was committed.
    void count(Outcome outcome) {
        if (outcome instanceof Outcome.Decided(Rollout _, var decision, var _)) {
            for (Transition transition : decision.transitions()) {
                if (transition.cluster().isEmpty()) {
                    count(decision.next(), transition);
                }
            }
        }
    }

    private void count(Rollout rollout, Transition transition) {
        String operator = rollout.order().operator();
        String strategy = rollout.order().strategy().word();
        switch (transition.to()) {
            case COMPLETED -> {
                registry.counter(
                                "operators.deployed.total",
                                "operator",
                                operator,
                                "strategy",
                                strategy,
                                "environment",
                                environment(rollout))
                        .increment();
                deployed(rollout, "Completed", transition.at());
            }
            case FAILED -> {
                registry.counter("operators.failed.total", "operator", operator, "strategy", strategy)
                        .increment();
                if (transition.from().equals(Optional.of(State.ROLLING_BACK))) {
                    wentBack(rollout, "Failed", transition.at());
                } else {
                    deployed(rollout, "Failed", transition.at());
                }
            }
            case ROLLING_BACK -> {
                registry.counter(
                                "operators.rollback.total",
                                "operator",
                                operator,
                                "trigger",
                                trigger(rollout),
                                "reason",
                                transition.trigger().name())
                        .increment();
                if (transition.from().filter(State::terminal).isEmpty()) {
                    deployed(rollout, "RolledBack", transition.at());
                }
            }
            case ROLLED_BACK -> wentBack(rollout, "RolledBack", transition.at());
            case CANCELLED -> deployed(rollout, "Cancelled", transition.at());
            case PLANNING, DEPLOYING, VALIDATING, SKIPPED -> {
                // Not an end, and not the beginning of a way back.
            }
        }
    }

    private static String environment(Rollout rollout) {
        return rollout.clusters().stream()
                .map(ClusterRow::environment)
                .max(Comparator.naturalOrder())
                .map(Environment::word)
                .orElse("");
    }

    private static String trigger(Rollout rollout) {
        return rollout.rollback()
                .map(back -> back.trigger().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private void deployed(Rollout rollout, String result, Instant at) {
        record(
                "operator.deploy.duration",
                Duration.between(rollout.order().requestedAt(), at),
                "strategy",
                rollout.order().strategy().word(),
                result);
    }

    private void wentBack(Rollout rollout, String result, Instant at) {
        rollout.rollback()
                .ifPresent(back -> record(
                        "operator.rollback.duration",
                        Duration.between(back.startedAt(), at),
                        "trigger",
                        trigger(rollout),
                        result));
    }

    private void record(String name, Duration took, String tag, String value, String result) {
        Timer.builder(name)
                .publishPercentileHistogram()
                .tags(tag, value, "result", result)
                .register(registry)
                .record(took.isNegative() ? Duration.ZERO : took);
    }
}
