package io.kspec.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import io.kspec.local.kubelet.KubeletSettings;
import io.kspec.local.kubelet.SmallKubelet;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The sample operator as its charts run it.
@Tag("apiserver")
final class SampleOperatorIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Map<String, String> STAGING = Map.of("environment", "staging");

    private static LocalKubernetes cluster;
    private static SmallKubelet kubelet;

    @TempDir
    private static Path scratch;

    @BeforeAll
    static void start() {
        cluster =
                LocalKubernetes.start(LocalOptions.defaults().withNodes(0).without(Component.KWOK), Progress.silent());
        KubeletSettings settings = KubeletSettings.defaults()
                .withHeartbeat(Duration.ofSeconds(2))
                .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .image(SampleCharts.IMAGE, SampleOperator.program());
        kubelet = SmallKubelet.start(cluster, settings);
        apply(SampleCharts.definition(SampleVersion.FIRST), "default");
    }

    @AfterAll
    static void close() {
        kubelet.close();
        cluster.close();
    }

    @Test
    void widgetsAreReconciledByOneOfTwoColoursAndByTheOtherWhenItGoes() {
        install(SampleVersion.FIRST, "blue", STAGING);
        awaitReady("blue");
        apply(widget("wheel", 3), "default");
        awaitMadeBy("wheel", "blue/");
        assertThat(child("wheel").orElseThrow().getData())
                .containsEntry("size", "3")
                .containsEntry("note", "round")
                .containsEntry("version", "1.0.0")
                .containsEntry("environment", "staging");
        apply(widget("house", 2000), "default");
        await().atMost(PATIENCE).until(() -> ready("house").equals("False"));
        assertThat(child("house")).isEmpty();

        install(SampleVersion.ADDS_A_FIELD, "green", STAGING);
        awaitReady("green");
        apply(widget("axle", 4), "default");
        awaitMadeBy("axle", "blue/");
        cluster.client()
                .apps()
                .deployments()
                .inNamespace("blue")
                .withName("blue")
                .scale(0);
        awaitMadeBy("wheel", "green/");
    }

    @Test
    void theVersionThatCrashesCrashes() {
        install(SampleVersion.CRASHES, "crashing", STAGING);
        await().atMost(PATIENCE).until(() -> cluster.client().pods().inNamespace("crashing").list().getItems().stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .anyMatch(container -> container.getRestartCount() > 0));
    }

    @Test
    void theVersionWithABrokenWebhookLetsNoWidgetBeWritten() {
        install(SampleVersion.BROKEN_WEBHOOK, "deaf", Map.of("replicas", "0"));
        var configurations = cluster.client().admissionRegistration().v1().validatingWebhookConfigurations();
        try {
            await().atMost(PATIENCE).until(() -> refusal(widget("never", 1)).contains("widgets.sample.kspec.io"));
        } finally {
            configurations.withName("deaf-deaf").delete();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyVersionIsPacked(SampleVersion version) {
        assertThat(SampleCharts.archive(version, scratch))
                .exists()
                .hasFileName("sample-operator-%s.tgz".formatted(version.text()));
        assertThat(Files.exists(scratch.resolve("sample-operator-%s/crds/widgets.yaml".formatted(version.text()))))
                .isTrue();
    }

    private static void install(SampleVersion version, String colour, Map<String, String> values) {
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(colour)
                        .endMetadata()
                        .build())
                .create();
        await().atMost(PATIENCE)
                .until(() -> cluster.client()
                                .serviceAccounts()
                                .inNamespace(colour)
                                .withName("default")
                                .get()
                        != null);
        apply(SampleCharts.rendered(version, colour, colour, values, scratch), colour);
    }

    private static void awaitReady(String colour) {
        kubelet.awaitReady(colour, Map.of("app.kubernetes.io/instance", colour), 1, PATIENCE);
    }

    private static void awaitMadeBy(String widget, String pod) {
        await().atMost(PATIENCE)
                .until(() -> ready(widget).equals("True")
                        && child(widget)
                                .map(map ->
                                        map.getData().getOrDefault("madeBy", "").startsWith(pod))
                                .orElse(false));
    }

    private static Optional<ConfigMap> child(String widget) {
        return Optional.ofNullable(cluster.client()
                .configMaps()
                .inNamespace("default")
                .withName("widget-" + widget)
                .get());
    }

    private static String ready(String widget) {
        GenericKubernetesResource live = cluster.client()
                .genericKubernetesResources(WidgetReconciler.WIDGETS)
                .inNamespace("default")
                .withName(widget)
                .get();
        return Optional.ofNullable(live.<String>get("status", "conditions", 0, "status"))
                .orElse("");
    }

    private static String refusal(String object) {
        try {
            apply(object, "default");
            return "";
        } catch (KubernetesClientException refused) {
            return Optional.ofNullable(refused.getMessage()).orElse("");
        }
    }

    private static void apply(String objects, String namespace) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        thrown -> thrown instanceof KubernetesClientException refused && refused.getCode() == 404)
                .until(() -> {
                    cluster.client()
                            .load(new ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)))
                            .inNamespace(namespace)
                            .serverSideApply();
                    return true;
                });
    }

    private static String widget(String name, int size) {
        return """
                apiVersion: sample.kspec.io/v1
                kind: Widget
                metadata: {name: %s}
                spec: {size: %d, note: round}
                """.formatted(name, size);
    }
}
