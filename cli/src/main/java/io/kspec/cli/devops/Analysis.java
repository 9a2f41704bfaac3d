package io.kspec.cli.devops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.devops.DevOpsCheck;
import io.kspec.core.devops.EnabledChecks;
import io.kspec.core.devops.HealthScore;
import io.kspec.core.devops.PodMetrics;
import io.kspec.core.devops.PolicyEvaluation;
import io.kspec.core.devops.SystemNamespaces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the checks of DevOpsPolicies say of pods without any policy: every check on, three restarts are fine, no pod
/// may be Pending. Scored over all pods together. Pure.
///
/// @param violations single ones, by check
record Analysis(PodMetrics metrics, Map<DevOpsCheck, Long> violations) {
    Analysis {
        violations = Map.copyOf(violations);
    }

    /// Pods of system namespaces are left out.
    static Analysis of(List<JsonNode> pods, Instant now) {
        Map<String, List<JsonNode>> namespaces = pods.stream()
                .collect(Collectors.groupingBy(
                        pod -> pod.path("metadata").path("namespace").asText(""), TreeMap::new, Collectors.toList()));
        PodMetrics metrics = PodMetrics.NONE;
        var violations = new TreeMap<DevOpsCheck, Long>();
        for (Map.Entry<String, List<JsonNode>> namespace : namespaces.entrySet()) {
            PolicyEvaluation evaluation = PolicyEvaluation.of(
                    EnabledChecks.all(), namespace.getKey(), namespace.getValue(), SystemNamespaces.usual(), now);
            metrics = metrics.plus(evaluation.metrics());
            evaluation.violations().forEach(violation -> violations.merge(violation.check(), 1L, Long::sum));
        }
        return new Analysis(metrics, violations);
    }

    HealthScore score() {
        return HealthScore.of(metrics);
    }

    List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("pods", Long.toString(metrics.pods())));
        Arrays.stream(DevOpsCheck.values())
                .forEach(check -> rows.add(List.of(check.word(), Long.toString(violations.getOrDefault(check, 0L)))));
        rows.add(List.of("health score", Integer.toString(score().value())));
        rows.add(List.of("classification", score().classification().word()));
        return rows;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("pods", metrics.pods());
        ObjectNode counts = json.putObject("violations");
        Arrays.stream(DevOpsCheck.values())
                .forEach(check -> counts.put(check.word(), violations.getOrDefault(check, 0L)));
        json.put("healthScore", score().value());
        json.put("classification", score().classification().word());
        return json;
    }
}
