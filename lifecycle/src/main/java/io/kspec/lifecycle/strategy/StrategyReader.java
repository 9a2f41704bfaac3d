package io.kspec.lifecycle.strategy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.strategy.Strategy.BlueGreen;
import io.kspec.lifecycle.strategy.Strategy.Canary;
import io.kspec.lifecycle.strategy.Strategy.Direct;
import io.kspec.lifecycle.strategy.Strategy.Rolling;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a strategy's configuration as the API takes it: absent fields get their defaults, unknown ones are problems.
public final class StrategyReader {
    private final JsonNode from;
    private final String group;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private StrategyReader(JsonNode from, String group) {
        this.from = from;
        this.group = group;
    }

    /// What was read.
    ///
    /// @param strategy empty when there are problems
    /// @param problems fields as the API names them
    public record Reading(Optional<Strategy> strategy, List<Problem> problems) {
        public Reading {
            problems = List.copyOf(problems);
        }
    }

    /// Reads the configuration of the strategy called `word` (`Canary`, `BlueGreen`, `Rolling`, `Direct`) from an
    /// object; a missing or null node is the defaults. Bounds are asked of [Strategies#problems].
    public static Reading read(String word, JsonNode configuration) {
        return switch (word) {
            case "Canary" -> canary(new StrategyReader(configuration, "canaryConfig"));
            case "BlueGreen" -> blueGreen(new StrategyReader(configuration, "blueGreenConfig"));
            case "Rolling" -> rolling(new StrategyReader(configuration, "rollingConfig"));
            case "Direct" -> direct(new StrategyReader(configuration, "directConfig"));
            case String _ ->
                new Reading(
                        Optional.empty(),
                        List.of(new Problem(
                                "strategy",
                                "%s is no strategy. Use Canary, BlueGreen, Rolling or Direct.".formatted(word))));
        };
    }

    private static Reading canary(StrategyReader in) {
        Canary usual = Canary.defaults();
        return in.done(new Canary(
                in.number("initialPercentage", usual.initialPercentage()),
                in.number("incrementPercentage", usual.incrementPercentage()),
                in.duration("evaluationPeriod", usual.evaluationPeriod()),
                in.share("successThreshold", usual.successThreshold()),
                in.duration("healthCheckInterval", usual.healthCheckInterval()),
                in.flag("autoRollbackEnabled"),
                in.number("maxStages", usual.maxStages())));
    }

    private static Reading blueGreen(StrategyReader in) {
        BlueGreen usual = BlueGreen.defaults();
        return in.done(new BlueGreen(
                in.text("blueNamespace", usual.blueNamespace()),
                in.text("greenNamespace", usual.greenNamespace()),
                in.duration("validationPeriod", usual.validationPeriod()),
                in.flag("autoSwitch").orElse(usual.autoSwitch()),
                in.duration("switchMonitoringPeriod", usual.switchMonitoringPeriod()),
                in.duration("retentionPeriod", usual.retentionPeriod())));
    }

    private static Reading rolling(StrategyReader in) {
        Rolling usual = Rolling.defaults();
        return in.done(new Rolling(
                in.names("clusterOrder"),
                in.duration("validationPeriod", usual.validationPeriod()),
                in.duration("pauseBetweenClusters", usual.pauseBetweenClusters()),
                in.flag("stopOnFailure").orElse(usual.stopOnFailure())));
    }

    private static Reading direct(StrategyReader in) {
        Direct usual = Direct.defaults();
        return in.done(new Direct(
                in.number("parallelClusters", usual.parallelClusters()),
                in.flag("skipHealthChecks").orElse(usual.skipHealthChecks()),
                in.duration("timeout", usual.timeout())));
    }

    private Reading done(Strategy strategy) {
        if (!from.isObject() && !from.isNull() && !from.isMissingNode()) {
            problems.add(new Problem(group, "%s is no object. Write its fields as an object.".formatted(group)));
        }
        from.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                problems.add(new Problem(
                        group + "." + field,
                        "%s is no field of %s. Remove it, or look at its spelling.".formatted(field, group)));
            }
        });
        return new Reading(problems.isEmpty() ? Optional.of(strategy) : Optional.empty(), problems);
    }

    private Optional<JsonNode> field(String name) {
        known.add(name);
        JsonNode value = from.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private void wrong(String name, JsonNode value, String wanted) {
        problems.add(new Problem(group + "." + name, "%s is %s. Use %s.".formatted(name, value, wanted)));
    }

    private int number(String name, int usual) {
        Optional<JsonNode> value = field(name);
        if (value.isEmpty() || (value.get().isIntegralNumber() && value.get().canConvertToInt())) {
            return value.map(JsonNode::intValue).orElse(usual);
        }
        wrong(name, value.get(), "a whole number");
        return usual;
    }

    private double share(String name, double usual) {
        Optional<JsonNode> value = field(name);
        if (value.isEmpty() || value.get().isNumber()) {
            return value.map(JsonNode::doubleValue).orElse(usual);
        }
        wrong(name, value.get(), "a number");
        return usual;
    }

    private Optional<Boolean> flag(String name) {
        Optional<JsonNode> value = field(name);
        if (value.isEmpty() || value.get().isBoolean()) {
            return value.map(JsonNode::booleanValue);
        }
        wrong(name, value.get(), "true or false");
        return Optional.empty();
    }

    private String text(String name, String usual) {
        Optional<JsonNode> value = field(name);
        if (value.isEmpty() || value.get().isTextual()) {
            return value.map(JsonNode::textValue).orElse(usual);
        }
        wrong(name, value.get(), "a text");
        return usual;
    }

    private List<String> names(String name) {
        Optional<JsonNode> value = field(name);
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        value.get().forEach(entry -> names.add(entry.asText("")));
        if (!value.get().isArray() || !value.get().valueStream().allMatch(JsonNode::isTextual)) {
            wrong(name, value.get(), "a list of texts");
        }
        return names;
    }

    private Duration duration(String name, Duration usual) {
        Optional<JsonNode> value = field(name);
        if (value.isEmpty()) {
            return usual;
        }
        try {
            return Duration.parse(value.get().isTextual() ? value.get().textValue() : "");
        } catch (DateTimeParseException notOne) {
            wrong(name, value.get(), "an ISO 8601 duration such as \"PT5M\"");
            return usual;
        }
    }
}
