package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.core.rule.admission.KyvernoRelease;
import io.kspec.kube.write.ObjectKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether Kyverno is there, kept by watches on its kinds and its controller, so that it may come and go while the
/// operator runs. While the API server is away the last answer stays.
final class KyvernoWatch implements AutoCloseable {
    static final List<ObjectKind> KINDS =
            List.of(ObjectKind.KYVERNO_CLUSTER_POLICY, ObjectKind.KYVERNO_VALIDATING_POLICY);

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<ObjectKind, SharedIndexInformer<CustomResourceDefinition>> definitions = new LinkedHashMap<>();
    private final SharedIndexInformer<Deployment> controllers;

    /// Starts watching and does not wait; `changed` is called after every event and when all was listed once.
    KyvernoWatch(KubernetesClient client, Runnable changed) {
        for (ObjectKind kind : KINDS) {
            definitions.put(
                    kind,
                    client.apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .withName(kind.plural() + "." + kind.group())
                            .runnableInformer(0));
        }
        this.controllers = client.apps()
                .deployments()
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
            if (informer.getStore().list().stream().anyMatch(definition -> serves(definition, kind))) {
                served.add(kind);
            }
        });
        return served;
    }

    private static boolean serves(CustomResourceDefinition definition, ObjectKind kind) {
        return definition.getMetadata().getDeletionTimestamp() == null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()))
                && definition.getSpec().getVersions().stream()
                        .anyMatch(version ->
                                kind.version().equals(version.getName()) && Boolean.TRUE.equals(version.getServed()));
    }

    private static <T extends HasMetadata> void start(SharedIndexInformer<T> informer, Runnable changed) {
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
