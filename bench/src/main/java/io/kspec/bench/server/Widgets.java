package io.kspec.bench.server;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/// The custom resources of the sample operator in one cluster.
public record Widgets(KubernetesClient client) {
    private static final int AT_ONCE = 8;
    private static final String NAMESPACE = "default";
    private static final String API = "sample.kspec.io/v1";

    /// As many as are asked for.
    public void create(int count, int sizes, String note) {
        IntStream.range(0, count)
                .boxed()
                .gather(Gatherers.mapConcurrent(AT_ONCE, number -> client.resource(widget(number, sizes, note))
                        .create()))
                .forEach(_ -> {});
    }

    private static GenericKubernetesResource widget(int number, int sizes, String note) {
        var widget = new GenericKubernetesResource();
        widget.setApiVersion(API);
        widget.setKind("Widget");
        widget.setMetadata(new ObjectMetaBuilder()
                .withName("widget-%05d".formatted(number))
                .withNamespace(NAMESPACE)
                .build());
        widget.setAdditionalProperties(Map.of("spec", Map.of("size", number % sizes, "note", note)));
        return widget;
    }

    /// UIDs by name: what must not change when nothing may be lost.
    public Map<String, String> uids() {
        return all().stream()
                .collect(Collectors.toMap(widget -> widget.getMetadata().getName(), widget -> widget.getMetadata()
                        .getUid()));
    }

    /// How many the operator has reported on.
    public long reconciled() {
        return all().stream()
                .filter(widget -> widget.get("status", "conditions") != null)
                .count();
    }

    private List<GenericKubernetesResource> all() {
        return client.genericKubernetesResources(API, "Widget")
                .inNamespace(NAMESPACE)
                .list()
                .getItems();
    }
}
