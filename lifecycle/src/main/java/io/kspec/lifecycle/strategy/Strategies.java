package io.kspec.lifecycle.strategy;

import io.kspec.lifecycle.strategy.Strategy.BlueGreen;
import io.kspec.lifecycle.strategy.Strategy.Canary;
import io.kspec.lifecycle.strategy.Strategy.Direct;
import io.kspec.lifecycle.strategy.Strategy.Rolling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What can be said about a strategy and its targets before anything runs. Pure.
public final class Strategies {
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(30);
    private static final int FEW_CLUSTERS = 5;

    private Strategies() {}

    /// A strategy that was chosen for somebody.
    ///
    /// @param strategy with its defaults
    /// @param warnings sentences, the hint of the decision tree among them
    public record Choice(Strategy strategy, List<String> warnings) {
        public Choice {
            warnings = List.copyOf(warnings);
        }
    }

    /// The strategy of a rollout that names none, by the highest environment among its targets (one entry for each
    /// target) and the operator's labels: `criticality: critical` in production asks for BlueGreen.
    public static Choice defaultFor(Collection<Environment> environments, Map<String, String> labels) {
        Environment highest =
                environments.stream().max(Comparator.naturalOrder()).orElse(Environment.DEVELOPMENT);
        return switch (highest) {
            case DEVELOPMENT -> new Choice(Direct.defaults(), List.of());
            case STAGING -> new Choice(Rolling.defaults(), List.of());
            case PRODUCTION ->
                "critical".equals(labels.get("criticality"))
                        ? new Choice(BlueGreen.defaults(), List.of())
                        : new Choice(Canary.defaults(), hint(environments.size()));
        };
    }

    private static List<String> hint(int clusters) {
        return clusters >= FEW_CLUSTERS
                ? List.of()
                : List.of(("Canary was chosen for production. With fewer than %d clusters Rolling is often enough: set "
                                + "strategy to Rolling if one cluster after the other suits better.")
                        .formatted(FEW_CLUSTERS));
    }

    /// Everything that is wrong with a strategy for these targets, in the order of its fields; empty when it may run.
    ///
    /// @param autoRollback what the rollout itself asks for, when it does
    public static List<Problem> problems(Strategy strategy, List<Target> targets, Optional<Boolean> autoRollback) {
        return Bounds.problems(strategy, targets, autoRollback);
    }

    /// The waves of a strategy without problems: each target in exactly one.
    public static WavePlan waves(Strategy strategy, List<Target> targets) {
        List<String> names =
                targets.stream().sorted(Target.ORDER).map(Target::cluster).toList();
        List<Wave> waves =
                switch (strategy) {
                    case Canary canary -> stages(canary, names);
                    case BlueGreen _, Direct _ -> List.of(new Wave(0, names));
                    case Rolling rolling -> oneByOne(rolling, names);
                };
        int width =
                switch (strategy) {
                    case Canary _, BlueGreen _ -> Math.max(1, names.size());
                    case Rolling _ -> 1;
                    case Direct direct -> direct.parallelClusters();
                };
        Duration pause = strategy instanceof Rolling rolling ? rolling.pauseBetweenClusters() : Duration.ZERO;
        return new WavePlan(waves, width, pause, warnings(strategy, waves, targets));
    }

    /// Shares are cumulative and rounded up; a stage that adds no cluster is left out.
    private static List<Wave> stages(Canary canary, List<String> names) {
        List<Wave> waves = new ArrayList<>();
        int done = 0;
        for (int stage = 0; done < names.size(); stage++) {
            int share = canary.initialPercentage() + stage * canary.incrementPercentage();
            int percent = stage >= canary.maxStages() - 1 ? 100 : Math.min(100, share);
            int upTo = (names.size() * percent + 99) / 100;
            if (upTo > done) {
                waves.add(new Wave(waves.size(), names.subList(done, upTo)));
                done = upTo;
            }
        }
        return waves;
    }

    private static List<Wave> oneByOne(Rolling rolling, List<String> names) {
        List<String> order = Stream.concat(rolling.clusterOrder().stream().filter(names::contains), names.stream())
                .distinct()
                .toList();
        return IntStream.range(0, order.size())
                .mapToObj(at -> new Wave(at, List.of(order.get(at))))
                .toList();
    }

    private static List<String> warnings(Strategy strategy, List<Wave> waves, List<Target> targets) {
        List<String> production = targets.stream()
                .filter(target -> target.environment() == Environment.PRODUCTION)
                .map(Target::cluster)
                .toList();
        return switch (strategy) {
            case Canary _ -> early(waves, production);
            case Direct _ ->
                production.isEmpty()
                        ? List.of()
                        : List.of(
                                ("Direct changes the Production clusters %s at once, which is not recommended. Choose "
                                                + "Canary, or BlueGreen for a critical operator.")
                                        .formatted(String.join(
                                                ", ",
                                                production.stream().sorted().toList())));
            case BlueGreen _, Rolling _ -> List.of();
        };
    }

    private static List<String> early(List<Wave> waves, List<String> production) {
        return waves.stream()
                .limit(Math.max(0, waves.size() - 1))
                .filter(wave -> wave.clusters().stream().anyMatch(production::contains))
                .map(wave -> "Stage %d of %d already changes the Production clusters %s."
                        .formatted(
                                wave.number() + 1,
                                waves.size(),
                                String.join(
                                        ", ",
                                        wave.clusters().stream()
                                                .filter(production::contains)
                                                .toList())))
                .toList();
    }

    /// The gate after a wave is installed; empty when nothing is checked.
    public static Optional<Gate> gate(Strategy strategy) {
        return switch (strategy) {
            case Canary canary ->
                Optional.of(new Gate(
                        canary.evaluationPeriod(), canary.healthCheckInterval(), canary.successThreshold(), false));
            case BlueGreen blueGreen -> Optional.of(new Gate(blueGreen.validationPeriod(), CHECK_INTERVAL, 1, true));
            case Rolling rolling -> Optional.of(new Gate(rolling.validationPeriod(), CHECK_INTERVAL, 1, true));
            case Direct direct ->
                direct.skipHealthChecks()
                        ? Optional.empty()
                        : Optional.of(new Gate(Duration.ZERO, CHECK_INTERVAL, 1, true));
        };
    }

    /// The gate after traffic moved; empty unless the strategy is BlueGreen.
    public static Optional<Gate> gateAfterSwitch(Strategy strategy) {
        return strategy instanceof BlueGreen blueGreen
                ? Optional.of(new Gate(blueGreen.switchMonitoringPeriod(), CHECK_INTERVAL, 1, true))
                : Optional.empty();
    }

    /// How long an installation in one cluster may take.
    public static Duration timeout(Strategy strategy) {
        return strategy instanceof Direct direct
                ? direct.timeout()
                : Direct.defaults().timeout();
    }

    /// How long a rollout takes at most when all goes well: installations of `install` each, waits included,
    /// approvals not.
    public static Duration estimate(Strategy strategy, List<Target> targets, Duration install) {
        WavePlan plan = waves(strategy, targets);
        int waves = plan.waves().size();
        return switch (strategy) {
            case Canary canary -> install.plus(canary.evaluationPeriod()).multipliedBy(waves);
            case BlueGreen blueGreen ->
                install.plus(blueGreen.validationPeriod()).plus(blueGreen.switchMonitoringPeriod());
            case Rolling rolling ->
                install.plus(rolling.validationPeriod())
                        .multipliedBy(waves)
                        .plus(rolling.pauseBetweenClusters().multipliedBy(Math.max(0, waves - 1)));
            case Direct _ -> install.multipliedBy(Math.ceilDiv(targets.size(), plan.width()));
        };
    }
}
