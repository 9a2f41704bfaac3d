package io.kspec.testkit.sample;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives every widget a config map of its own, named `widget-<name>`, and says in its status that it did. A widget
/// larger than 1000 cannot be made: it is not Ready, and has no child.
final class WidgetReconciler {
    static final ResourceDefinitionContext WIDGETS = new ResourceDefinitionContext.Builder()
            .withGroup("sample.kspec.io")
            .withVersion("v1")
            .withKind("Widget")
            .withPlural("widgets")
            .withNamespaced(true)
            .build();

    private static final int LARGEST = 1000;

    private final KubernetesClient client;
    private final String version;
    private final String environment;
    private final String identity;

    /// @param identity of this pod, which its work shows
    WidgetReconciler(KubernetesClient client, String version, String environment, String identity) {
        this.client = client;
        this.version = version;
        this.environment = environment;
        this.identity = identity;
    }

    /// Does nothing when this version has seen the widget as it is. A refused write is tried again at the next look.
    void reconcile(GenericKubernetesResource widget) {
        long generation =
                Optional.ofNullable(widget.getMetadata().getGeneration()).orElse(0L);
        if (observed(widget) == generation && message(widget).endsWith(version)) {
            return;
        }
        try {
            int size = widget.get("spec", "size");
            if (size > LARGEST) {
                report(widget, generation, "False", "TooLarge", "cannot be made by version " + version);
                return;
            }
            child(widget);
            report(widget, generation, "True", "Made", "made by version " + version);
        } catch (KubernetesClientException refused) {
            System.err.println("%s: %s".formatted(widget.getMetadata().getName(), refused.getMessage()));
        }
    }

    private void child(GenericKubernetesResource widget) {
        Map<String, Object> spec = widget.get("spec");
        var data = new LinkedHashMap<String, String>();
        spec.forEach((field, value) -> data.put(field, String.valueOf(value)));
        data.put("madeBy", identity);
        data.put("version", version);
        data.put("environment", environment);
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("widget-" + widget.getMetadata().getName())
                        .withNamespace(widget.getMetadata().getNamespace())
                        .addNewOwnerReference()
                        .withApiVersion("sample.kspec.io/v1")
                        .withKind("Widget")
                        .withName(widget.getMetadata().getName())
                        .withUid(widget.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .withData(data)
                        .build())
                .fieldManager("sample-operator")
                .forceConflicts()
                .serverSideApply();
    }

    private void report(
            GenericKubernetesResource widget, long generation, String ready, String reason, String message) {
        var condition = Map.of(
                "type", "Ready",
                "status", ready,
                "observedGeneration", generation,
                "lastTransitionTime", since(widget, ready),
                "reason", reason,
                "message", message);
        var status = Map.of("status", Map.of("observedGeneration", generation, "conditions", List.of(condition)));
        client.genericKubernetesResources(WIDGETS)
                .inNamespace(widget.getMetadata().getNamespace())
                .withName(widget.getMetadata().getName())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(status));
    }

    private static String since(GenericKubernetesResource widget, String ready) {
        Map<String, Object> before = condition(widget);
        return ready.equals(before.get("status"))
                ? String.valueOf(before.get("lastTransitionTime"))
                : Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static long observed(GenericKubernetesResource widget) {
        Object observed = widget.get("status", "observedGeneration");
        return observed instanceof Number number ? number.longValue() : -1;
    }

    private static String message(GenericKubernetesResource widget) {
        return String.valueOf(condition(widget).get("message"));
    }

    private static Map<String, Object> condition(GenericKubernetesResource widget) {
        List<Map<String, Object>> conditions = widget.get("status", "conditions");
        return conditions == null || conditions.isEmpty() ? Map.of() : conditions.getFirst();
    }
}
