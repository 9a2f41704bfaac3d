package io.kspec.acceptance.operatormanager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.kspec.kube.access.ManagerRights;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import io.kspec.local.kubelet.KubeletSettings;
import io.kspec.local.kubelet.SmallKubelet;
import io.kspec.testkit.Program;
import io.kspec.testkit.sample.SampleCharts;
import io.kspec.testkit.sample.SampleOperator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One managed cluster: a control plane and an account with the Operator Manager's rights; with a kubelet, it runs
/// the sample operator's program.
record Site(String name, String environment, LocalKubernetes cluster, Optional<SmallKubelet> kubelet)
        implements AutoCloseable {
    private static final String SYSTEM = "kspec-system";
    private static final ResourceDefinitionContext WIDGETS = new ResourceDefinitionContext.Builder()
            .withGroup("sample.kspec.io")
            .withVersion("v1")
            .withKind("Widget")
            .withPlural("widgets")
            .withNamespaced(true)
            .build();

    static Site start(String name, String environment, String... apiServerArguments) {
        LocalOptions options =
                LocalOptions.defaults().withNodes(0).without(Component.KWOK).withApiServerArguments(apiServerArguments);
        LocalKubernetes cluster = LocalKubernetes.start(options, Progress.silent());
        KubeletSettings settings = KubeletSettings.defaults()
                .withHeartbeat(Duration.ofSeconds(2))
                .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .image(SampleCharts.IMAGE, SampleOperator.program());
        return prepared(new Site(name, environment, cluster, Optional.of(SmallKubelet.start(cluster, settings))));
    }

    /// On a cluster whose pods become Ready and run nothing.
    static Site on(LocalKubernetes cluster, String name, String environment) {
        return prepared(new Site(name, environment, cluster, Optional.empty()));
    }

    private static Site prepared(Site site) {
        ManagerRights.objects(SYSTEM, List.of("sample.kspec.io")).forEach(site::create);
        return site;
    }

    private void create(ObjectNode object) {
        cluster.client()
                .load(new ByteArrayInputStream(object.toString().getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }

    /// Of the account with the Operator Manager's rights, in base64.
    String kubeconfig() {
        try {
            byte[] file = Files.readAllBytes(cluster.kubeconfigFor(SYSTEM, ManagerRights.NAME));
            return Base64.getEncoder().encodeToString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String helm(Path scratch, String... words) {
        return Program.named("helm", scratch)
                .on(cluster.kubeconfig())
                .run(words)
                .stdout();
    }

    void createWidget(String widget, int size) {
        cluster.client()
                .genericKubernetesResources(WIDGETS)
                .inNamespace("default")
                .resource(widget(widget, size))
                .create();
    }

    /// Changes a widget's size, whoever else changes it.
    void resize(String widget, int size) {
        cluster.client()
                .genericKubernetesResources(WIDGETS)
                .inNamespace("default")
                .withName(widget)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"size\": %d}}".formatted(size));
    }

    /// UIDs by name.
    Map<String, String> uids() {
        return widgets().stream()
                .collect(Collectors.toMap(widget -> widget.getMetadata().getName(), widget -> widget.getMetadata()
                        .getUid()));
    }

    /// Sizes by name.
    Map<String, Integer> sizes() {
        return widgets().stream()
                .collect(Collectors.toMap(
                        widget -> widget.getMetadata().getName(), widget -> widget.<Integer>get("spec", "size")));
    }

    /// What the operator says of a widget, such as `made by version 1.0.0`.
    String message(String widget) {
        return widgets().stream()
                .filter(each -> each.getMetadata().getName().equals(widget))
                .findFirst()
                .map(each -> each.<String>get("status", "conditions", 0, "message"))
                .orElse("");
    }

    private List<GenericKubernetesResource> widgets() {
        return cluster.client()
                .genericKubernetesResources(WIDGETS)
                .inNamespace("default")
                .list()
                .getItems();
    }

    private static GenericKubernetesResource widget(String name, int size) {
        var widget = new GenericKubernetesResource();
        widget.setApiVersion("sample.kspec.io/v1");
        widget.setKind("Widget");
        widget.setMetadata(new ObjectMetaBuilder().withName(name).build());
        widget.setAdditionalProperties(Map.of("spec", Map.of("size", size, "note", "of the story")));
        return widget;
    }

    @Override
    public void close() {
        kubelet.ifPresent(SmallKubelet::close);
        cluster.close();
    }
}
