package io.kspec.lifecycle.strategy;

import io.kspec.lifecycle.strategy.Strategy.BlueGreen;
import io.kspec.lifecycle.strategy.Strategy.Canary;
import io.kspec.lifecycle.strategy.Strategy.Direct;
import io.kspec.lifecycle.strategy.Strategy.Rolling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the fields of strategies may hold.
final class Bounds {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration MONTH = Duration.ofDays(30);

    private final String group;
    private final List<Problem> found = new ArrayList<>();

    private Bounds(String group) {
        this.group = group;
    }

    static List<Problem> problems(Strategy strategy, List<Target> targets, Optional<Boolean> autoRollback) {
        Bounds bounds = new Bounds(group(strategy));
        bounds.targets(targets);
        switch (strategy) {
            case Canary canary -> bounds.canary(canary, autoRollback);
            case BlueGreen blueGreen -> bounds.blueGreen(blueGreen);
            case Rolling rolling -> bounds.rolling(rolling, targets);
            case Direct direct -> bounds.direct(direct, targets);
        }
        return bounds.found;
    }

    /// The field of the API that holds a strategy's configuration.
    static String group(Strategy strategy) {
        return switch (strategy) {
            case Canary _ -> "canaryConfig";
            case BlueGreen _ -> "blueGreenConfig";
            case Rolling _ -> "rollingConfig";
            case Direct _ -> "directConfig";
        };
    }

    private void targets(List<Target> targets) {
        Set<String> seen = new HashSet<>();
        List<String> twice = targets.stream()
                .map(Target::cluster)
                .filter(name -> !seen.add(name))
                .distinct()
                .toList();
        if (targets.isEmpty()) {
            found.add(new Problem("targetClusters", "No cluster is named. Name at least one registered cluster."));
        }
        twice.forEach(name ->
                found.add(new Problem("targetClusters", "%s is named twice. Name each cluster once.".formatted(name))));
    }

    private void canary(Canary canary, Optional<Boolean> autoRollback) {
        number("initialPercentage", canary.initialPercentage(), 1, 100);
        number("incrementPercentage", canary.incrementPercentage(), 1, 100);
        period("evaluationPeriod", canary.evaluationPeriod(), Duration.ZERO, DAY);
        double share = canary.successThreshold();
        if (!(share >= 0 && share <= 1)) {
            add("successThreshold", "is %s. Use a number from 0 to 1.".formatted(share));
        }
        period("healthCheckInterval", canary.healthCheckInterval(), Duration.ofSeconds(5), DAY);
        if (canary.autoRollbackEnabled().isPresent()
                && autoRollback.isPresent()
                && !canary.autoRollbackEnabled().equals(autoRollback)) {
            add(
                    "autoRollbackEnabled",
                    "is %s, but the deployment says %s. Set it in one place."
                            .formatted(canary.autoRollbackEnabled().get(), autoRollback.get()));
        }
        number("maxStages", canary.maxStages(), 2, 20);
    }

    private void blueGreen(BlueGreen blueGreen) {
        namespace("blueNamespace", blueGreen.blueNamespace());
        namespace("greenNamespace", blueGreen.greenNamespace());
        if (blueGreen.blueNamespace().equals(blueGreen.greenNamespace())) {
            add("blueNamespace", "is also greenNamespace (%s). Use two.".formatted(blueGreen.blueNamespace()));
        }
        period("validationPeriod", blueGreen.validationPeriod(), Duration.ZERO, DAY);
        period("switchMonitoringPeriod", blueGreen.switchMonitoringPeriod(), Duration.ZERO, DAY);
        period("retentionPeriod", blueGreen.retentionPeriod(), Duration.ZERO, MONTH);
    }

    private void rolling(Rolling rolling, List<Target> targets) {
        Set<String> names = targets.stream().map(Target::cluster).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (String name : rolling.clusterOrder()) {
            if (!names.contains(name)) {
                add("clusterOrder", "names %s, which is no target. Add it to targetClusters.".formatted(name));
            } else if (!seen.add(name)) {
                add("clusterOrder", "names %s twice. Name each cluster once.".formatted(name));
            }
        }
        period("validationPeriod", rolling.validationPeriod(), Duration.ZERO, DAY);
        period("pauseBetweenClusters", rolling.pauseBetweenClusters(), Duration.ZERO, DAY);
    }

    private void direct(Direct direct, List<Target> targets) {
        number("parallelClusters", direct.parallelClusters(), 1, 100);
        List<String> production = targets.stream()
                .filter(target -> target.environment() == Environment.PRODUCTION)
                .map(Target::cluster)
                .toList();
        if (direct.skipHealthChecks() && !production.isEmpty()) {
            add(
                    "skipHealthChecks",
                    "is true with the Production clusters %s. Leave it out, or leave them out."
                            .formatted(String.join(", ", production)));
        }
        period("timeout", direct.timeout(), Duration.ofSeconds(1), DAY);
    }

    private void number(String field, int value, int least, int most) {
        if (value < least || value > most) {
            add(field, "is %d. Use a number from %d to %d.".formatted(value, least, most));
        }
    }

    private void period(String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            add(field, "is %s. Use a duration from %s to %s.".formatted(value, least, most));
        }
    }

    private void namespace(String field, String value) {
        if (!NAME.matcher(value).matches()) {
            add(
                    field,
                    "is '%s'. Use lower-case letters, digits and hyphens, at most 63, with no hyphen at an end."
                            .formatted(value));
        }
    }

    private void add(String field, String message) {
        found.add(new Problem(group + "." + field, field + " " + message));
    }
}
