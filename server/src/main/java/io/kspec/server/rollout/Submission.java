package io.kspec.server.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategies;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.StrategyReader;
import io.kspec.lifecycle.strategy.Target;
import io.kspec.lifecycle.version.SemanticVersion;
import io.kspec.server.rollout.Fleet.KnownCluster;
import io.kspec.server.rollout.Fleet.KnownOperator;
import io.kspec.server.web.Code;
import io.kspec.server.web.Detail;
import io.kspec.server.web.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads a request for a rollout: everything that is wrong with it at once, or what it asks for. Pure.
final class Submission {
    private static final int MOST_CLUSTERS = 1000;
    private final DeploymentRequest request;
    private final List<Detail> wrong = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private Submission(DeploymentRequest request) {
        this.request = request;
    }

    /// What a request asks for.
    ///
    /// @param warnings about what the requester may not have meant
    record Asked(
            KnownOperator operator, String version, Strategy strategy, List<Target> targets, List<String> warnings) {}

    /// What is registered of what the request names.
    record Known(
            Function<String, Optional<KnownOperator>> operator,
            Function<List<String>, Map<String, KnownCluster>> clusters) {}

    sealed interface Read {
        record Good(Asked asked) implements Read {}

        record Bad(Problem problem) implements Read {}
    }

    static Read read(DeploymentRequest request, Known known) {
        return new Submission(request).read(known);
    }

    private Read read(Known known) {
        String operatorName = required("operatorName", request.operatorName());
        String version = required("targetVersion", request.targetVersion());
        if (!version.isEmpty() && SemanticVersion.parse(version).isEmpty()) {
            wrong("targetVersion", "is %s, which is no semantic version such as 1.4.0".formatted(version));
        }
        List<String> names = names();
        request.helmValues()
                .filter(values -> !values.isNull() && !values.isObject())
                .ifPresent(_ -> wrong("helmValues", "must be an object"));
        if (operatorName.isEmpty() || names.isEmpty()) {
            return bad();
        }
        Optional<KnownOperator> operator = known.operator().apply(operatorName);
        if (operator.isEmpty()) {
            return new Read.Bad(new Problem(
                    Code.OPERATOR_NOT_FOUND,
                    "No operator named %s is registered. GET /api/v1/operators lists them.".formatted(operatorName)));
        }
        List<Target> targets = targets(names, operator.get(), known);
        if (targets.size() < names.size()) {
            return bad();
        }
        Optional<Strategy> strategy = strategy(operator.get(), targets);
        return wrong.isEmpty() && strategy.isPresent()
                ? new Read.Good(new Asked(operator.get(), version, strategy.get(), targets, warnings))
                : bad();
    }

    private Read bad() {
        boolean onlyUnknown =
                !wrong.isEmpty() && wrong.stream().allMatch(one -> one.message().startsWith("no cluster"));
        return new Read.Bad(
                onlyUnknown
                        ? new Problem(
                                Code.CLUSTER_NOT_FOUND, "Not every cluster is registered: see the details.", wrong)
                        : Problem.invalid(wrong));
    }

    private void wrong(String field, String message) {
        wrong.add(Detail.ofField(field, message));
    }

    private String required(String field, Optional<String> value) {
        if (value.filter(text -> !text.isBlank()).isEmpty()) {
            wrong(field, "is required");
            return "";
        }
        return value.get();
    }

    private List<String> names() {
        if (request.targetClusters().isPresent() && request.clusters().isPresent()) {
            wrong("clusters", "is another name of targetClusters; send one of them");
            return List.of();
        }
        String field = request.clusters().isPresent() ? "clusters" : "targetClusters";
        List<String> names = request.targetClusters().or(request::clusters).orElse(List.of());
        if (names.isEmpty() || names.size() > MOST_CLUSTERS) {
            wrong(field, "names %d clusters; name 1 to %d".formatted(names.size(), MOST_CLUSTERS));
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(name -> !seen.add(name))
                .distinct()
                .forEach(twice -> wrong(field, "names %s twice".formatted(twice)));
        return names.stream().distinct().toList();
    }

    /// Empty when there are none, and when they have a form that [#read] refuses.
    static ObjectNode helmValues(DeploymentRequest request) {
        return request.helmValues()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private List<Target> targets(List<String> names, KnownOperator operator, Known known) {
        List<Target> targets = new ArrayList<>();
        Map<String, KnownCluster> clusters = known.clusters().apply(names);
        for (String name : names) {
            Optional<KnownCluster> cluster = Optional.ofNullable(clusters.get(name));
            Optional<String> objection = cluster.map(found -> objection(operator, found))
                    .orElse(Optional.of("no cluster named %s is registered".formatted(name)));
            objection.ifPresent(why -> wrong.add(Detail.ofCluster(name, why)));
            if (cluster.isPresent() && objection.isEmpty()) {
                targets.add(new Target(name, cluster.get().environment()));
            }
        }
        return targets;
    }

    private static Optional<String> objection(KnownOperator operator, KnownCluster cluster) {
        if (!cluster.enabled()) {
            return Optional.of("is disabled; enable it with PUT /api/v1/clusters/%s".formatted(cluster.name()));
        }
        return operator.objection(cluster)
                .map(why -> "%s; leave it out, or change the affinity with PUT /api/v1/operators/%s"
                        .formatted(why, operator.name()));
    }

    private Optional<Strategy> strategy(KnownOperator operator, List<Target> targets) {
        List<Environment> environments =
                targets.stream().map(Target::environment).toList();
        Strategies.Choice chosen = Strategies.defaultFor(environments, operator.labels());
        String word = request.strategy().orElse(chosen.strategy().word());
        if (request.strategy().isEmpty()) {
            warnings.addAll(chosen.warnings());
        }
        Map<String, JsonNode> given = configurations();
        String own = word.isEmpty() ? "" : Character.toLowerCase(word.charAt(0)) + word.substring(1) + "Config";
        given.keySet().stream()
                .filter(field -> !field.equals(own))
                .forEach(field -> wrong(field, "does not belong to the strategy %s".formatted(word)));
        StrategyReader.Reading reading =
                StrategyReader.read(word, given.getOrDefault(own, JsonNodeFactory.instance.nullNode()));
        reading.problems().forEach(problem -> wrong(problem.field(), problem.message()));
        reading.strategy().ifPresent(strategy -> {
            Strategies.problems(strategy, targets, request.autoRollbackEnabled())
                    .forEach(problem -> wrong(problem.field(), problem.message()));
            if (wrong.isEmpty()) {
                warnings.addAll(Strategies.waves(strategy, targets).warnings());
            }
        });
        return reading.strategy();
    }

    /// The configurations that were sent, by their name at the top level.
    private Map<String, JsonNode> configurations() {
        Map<String, JsonNode> given = new LinkedHashMap<>();
        put(given, "canaryConfig", request.canaryConfig());
        put(given, "blueGreenConfig", request.blueGreenConfig());
        put(given, "rollingConfig", request.rollingConfig());
        put(given, "directConfig", request.directConfig());
        Optional<JsonNode> nested = request.strategyConfig().filter(config -> !config.isNull());
        if (nested.isPresent() && !given.isEmpty()) {
            wrong("strategyConfig", "and %s are both given; send one of them".formatted(given.keySet()));
            return given;
        }
        nested.ifPresent(config -> config.properties().forEach(entry -> given.put(entry.getKey(), entry.getValue())));
        return given;
    }

    private static void put(Map<String, JsonNode> given, String field, Optional<JsonNode> config) {
        config.filter(value -> !value.isNull()).ifPresent(value -> given.put(field, value));
    }
}
