package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.subject.Quantity;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Pages;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// How much of their limits containers use, by the metrics API, where a cluster has one. Of several containers the
/// one nearest to its limit counts.
final class PodUsage {
    private final ApiCalls calls;
    private final Map<String, JsonNode> byContainer = new HashMap<>();

    PodUsage(ApiCalls calls) {
        this.calls = calls;
    }

    /// A cluster without the metrics API leaves all unknown, which is no fault of the operator.
    void read(String namespace, String selector) {
        String path = "/apis/metrics.k8s.io/v1beta1/namespaces/%s/pods?labelSelector=%s".formatted(namespace, selector);
        if (new Pages(calls).list(path) instanceof Reading.Known<List<ObjectNode>> known) {
            for (ObjectNode pod : known.value()) {
                for (JsonNode container : pod.path("containers")) {
                    byContainer.put(key(pod, container), container.path("usage"));
                }
            }
        }
    }

    OptionalDouble cpuPercent(List<ObjectNode> pods) {
        return percent(pods, "cpu");
    }

    OptionalDouble memoryPercent(List<ObjectNode> pods) {
        return percent(pods, "memory");
    }

    private OptionalDouble percent(List<ObjectNode> pods, String resource) {
        return pods.stream()
                .flatMap(pod ->
                        pod.at("/spec/containers").valueStream().map(container -> share(pod, container, resource)))
                .flatMap(Optional::stream)
                .mapToDouble(share -> share)
                .max();
    }

    private Optional<Double> share(JsonNode pod, JsonNode container, String resource) {
        Optional<BigDecimal> limit = amount(container.at("/resources/limits").path(resource));
        Optional<BigDecimal> used = Optional.ofNullable(byContainer.get(key(pod, container)))
                .flatMap(usage -> amount(usage.path(resource)));
        return limit.filter(most -> most.signum() > 0)
                .flatMap(most -> used.map(now -> 100.0 * now.doubleValue() / most.doubleValue()));
    }

    private static Optional<BigDecimal> amount(JsonNode quantity) {
        return Quantity.of(quantity.asText("")).map(Quantity::value);
    }

    private static String key(JsonNode pod, JsonNode container) {
        return "%s/%s/%s"
                .formatted(
                        pod.at("/metadata/namespace").asText(""),
                        pod.at("/metadata/name").asText(""),
                        container.path("name").asText(""));
    }
}
