package io.kspec.core.devops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/// Pods as tests need them.
final class Pods {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final DevOpsPolicySpec EVERYTHING = policy(true, true, true, 3, 300L, null);
    static final DevOpsPolicySpec NOTHING = policy(null, null, null, null, null, null);

    private Pods() {}

    static DevOpsPolicySpec policy(
            Boolean latest,
            Boolean liveness,
            Boolean readiness,
            Integer restarts,
            Long pending,
            SeverityOverrides overrides) {
        return new DevOpsPolicySpec(latest, liveness, readiness, restarts, pending, null, null, null, overrides);
    }

    static ObjectNode compliant() {
        return pod("nginx:1.29", true, true, 0);
    }

    static ObjectNode latestWithoutProbes() {
        return pod("nginx:latest", false, false, 0);
    }

    static ObjectNode broken() {
        return pending(pod("nginx:latest", false, false, 10), NOW.minusSeconds(301));
    }

    static ObjectNode pod(String image, boolean liveness, boolean readiness, int restarts) {
        ObjectNode pod = empty("shop-1");
        container(pod, "containers", "app", image, liveness, readiness);
        restarts(pod, "containerStatuses", "app", restarts);
        return pod;
    }

    static ObjectNode empty(String name) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod").putObject("metadata").put("name", name);
        pod.putObject("status").put("phase", "Running");
        return pod;
    }

    static ObjectNode container(
            ObjectNode pod, String list, String name, String image, boolean liveness, boolean readiness) {
        ObjectNode container = pod.withObject("/spec").withArray(list).addObject();
        container.put("name", name).put("image", image);
        if (liveness) {
            container.putObject("livenessProbe");
        }
        if (readiness) {
            container.putObject("readinessProbe");
        }
        return container;
    }

    static void restarts(ObjectNode pod, String list, String name, int count) {
        pod.withObject("/status").withArray(list).addObject().put("name", name).put("restartCount", count);
    }

    static ObjectNode phase(ObjectNode pod, String phase) {
        pod.withObject("/status").put("phase", phase);
        return pod;
    }

    static ObjectNode pending(ObjectNode pod, Instant since) {
        pod.withObject("/metadata").put("creationTimestamp", since.toString());
        return phase(pod, "Pending");
    }

    static PodEvaluation freely(JsonNode pod) {
        return PodEvaluation.of(pod, EnabledChecks.all(), NOW);
    }

    static PodEvaluation by(DevOpsPolicySpec policy, JsonNode pod) {
        return PodEvaluation.of(pod, EnabledChecks.of(policy), NOW);
    }

    static List<DevOpsCheck> checks(PodEvaluation evaluation) {
        return evaluation.violations().stream().map(PodViolation::check).toList();
    }
}
