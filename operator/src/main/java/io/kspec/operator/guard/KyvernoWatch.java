package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.core.rule.admission.KyvernoRelease;
import io.kspec.kube.read.TrimmedStore;
import io.kspec.kube.write.ObjectKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/// Whether Kyverno is there, kept by watches on its kinds and its controller, so that it may come and go while the
/// operator runs. While the API server is away the last answer stays.
final class KyvernoWatch implements AutoCloseable {
    static final List<ObjectKind> KINDS =
            List.of(ObjectKind.KYVERNO_CLUSTER_POLICY, ObjectKind.KYVERNO_VALIDATING_POLICY);

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<ObjectKind, SharedIndexInformer<GenericKubernetesResource>> definitions = new LinkedHashMap<>();
    private final SharedIndexInformer<GenericKubernetesResource> controllers;

    /// Starts watching and does not wait; `changed` is called after every event and when all was listed once.
    KyvernoWatch(KubernetesClient client, Runnable changed) {
        for (ObjectKind kind : KINDS) {
            definitions.put(
                    kind,
                    client.genericKubernetesResources(ObjectKind.CUSTOM_RESOURCE_DEFINITION.context())
                            .withName(kind.plural() + "." + kind.group())
                            .runnableInformer(0)
                            .itemStore(new TrimmedStore<>(KyvernoWatch::withoutSchemas)));
        }
        this.controllers = client.genericKubernetesResources(ObjectKind.DEPLOYMENT.context())
                .inAnyNamespace()
                .withField("metadata.name", KyvernoRelease.CONTROLLER)
                .runnableInformer(0);
        definitions.values().forEach(informer -> start(informer, changed));
        start(controllers, changed);
    }

    /// What is there now.
    Kyverno now() {
        boolean listed =
                controllers.hasSynced() && definitions.values().stream().allMatch(SharedIndexInformer::hasSynced);
        return listed
                ? Kyverno.of(
                        served(),
                        controllers.getStore().list().stream()
                                .map(deployment -> mapper.<JsonNode>valueToTree(deployment))
                                .toList())
                : new Kyverno.Unread();
    }

    /// The kinds of policy that the API server serves.
    Set<ObjectKind> served() {
        var served = new LinkedHashSet<ObjectKind>();
        definitions.forEach((kind, informer) -> {
            if (informer.getStore().list().stream()
                    .anyMatch(definition -> serves(mapper.valueToTree(definition), kind))) {
                served.add(kind);
            }
        });
        return served;
    }

    private static boolean serves(JsonNode definition, ObjectKind kind) {
        return !definition.path("metadata").has("deletionTimestamp")
                && has(
                        definition.path("status").path("conditions"),
                        condition -> condition.path("type").asText("").equals("Established")
                                && condition.path("status").asText("").equals("True"))
                && has(
                        definition.path("spec").path("versions"),
                        version -> version.path("name").asText("").equals(kind.version())
                                && version.path("served").asBoolean(false));
    }

    private static boolean has(JsonNode list, Predicate<JsonNode> that) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(that);
    }

    /// Kyverno's schemas have megabytes.
    private static void withoutSchemas(GenericKubernetesResource definition) {
        if (definition.get("spec", "versions") instanceof List<?> versions) {
            for (Object version : versions) {
                if (version instanceof Map<?, ?> fields) {
                    fields.remove("schema");
                }
            }
        }
    }

    private static void start(SharedIndexInformer<GenericKubernetesResource> informer, Runnable changed) {
        informer.exceptionHandler((started, problem) -> true);
        informer.addEventHandler(new Wake<>(changed));
        var _ = informer.start().whenComplete((_, _) -> changed.run());
    }

    @Override
    public void close() {
        definitions.values().forEach(SharedIndexInformer::close);
        controllers.close();
    }
}
