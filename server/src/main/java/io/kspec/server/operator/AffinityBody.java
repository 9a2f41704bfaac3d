package io.kspec.server.operator;

import io.kspec.core.spec.LabelExpression;
import io.kspec.core.spec.LabelSelector;
import io.kspec.lifecycle.strategy.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A [ClusterAffinity] as requests and answers write it, and as it is stored: a label selector as Kubernetes has
/// them, with environments beside it. [AffinityChecks] judges it.
@Schema(
        name = "ClusterAffinity",
        description =
                "The clusters that the operator may be deployed to: in one of the environments, and with labels that satisfy the selector. Empty is every cluster.")
public record AffinityBody(
        Optional<List<String>> environments,
        Optional<Map<String, String>> matchLabels,
        Optional<List<Requirement>> matchExpressions) {

    /// One of `matchExpressions`; `operator` is In, NotIn, Exists or DoesNotExist.
    @Schema(
            name = "ClusterAffinityRequirement",
            description = "operator is In or NotIn with values, Exists or DoesNotExist without.")
    public record Requirement(Optional<String> key, Optional<String> operator, Optional<List<String>> values) {
        private static Requirement of(LabelExpression expression) {
            return new Requirement(
                    Optional.ofNullable(expression.key()),
                    Optional.ofNullable(expression.operator()),
                    Optional.of(expression.values()));
        }

        private LabelExpression expression() {
            return new LabelExpression(key.orElse(""), operator.orElse(""), values.orElse(List.of()));
        }
    }

    static AffinityBody of(ClusterAffinity affinity) {
        return new AffinityBody(
                Optional.of(
                        affinity.environments().stream().map(Environment::word).toList()),
                Optional.of(affinity.selector().matchLabels()),
                Optional.of(affinity.selector().matchExpressions().stream()
                        .map(Requirement::of)
                        .toList()));
    }

    /// What it says, once it was judged.
    ClusterAffinity affinity() {
        return new ClusterAffinity(
                environments.orElse(List.of()).stream()
                        .map(Environment::of)
                        .flatMap(Optional::stream)
                        .toList(),
                new LabelSelector(
                        matchLabels.orElse(Map.of()),
                        matchExpressions.orElse(List.of()).stream()
                                .map(Requirement::expression)
                                .toList()));
    }
}
