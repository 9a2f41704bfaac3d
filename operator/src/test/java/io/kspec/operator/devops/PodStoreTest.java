package io.kspec.operator.devops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.kspec.core.devops.EnabledChecks;
import io.kspec.core.devops.PodEvaluation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final PodStore store = new PodStore(told::add);

    @Test
    void theEssenceIsJudgedAsThePodIs() {
        Pod pod = pod("a", "1").build();
        JsonNode whole = new ObjectMapper().valueToTree(pod);
        store.put(store.getKey(pod), pod);
        assertThat(store.of("shop")).singleElement().satisfies(essence -> assertThat(
                        PodEvaluation.of(essence, EnabledChecks.all(), NOW))
                .isEqualTo(PodEvaluation.of(whole, EnabledChecks.all(), NOW))
                .satisfies(evaluation -> assertThat(evaluation.violations()).hasSize(6)));
    }

    @Test
    void aHeartbeatIsNoNews() {
        put(pod("a", "1").build());
        told.clear();
        put(pod("a", "2")
                .editStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());
        assertThat(told).isEmpty();
        assertThat(store.get("shop/a").getMetadata().getResourceVersion()).isEqualTo("2");
    }

    @Test
    void whatComesGoesOrChangesIsTold() {
        put(pod("a", "1").build());
        put(pod("a", "2").editStatus().withPhase("Running").endStatus().build());
        store.remove("shop/a");
        assertThat(told).containsExactly("shop", "shop", "shop");
        assertThat(store.of("shop")).isEmpty();
        assertThat(store.size()).isZero();
        assertThat(store.remove("shop/a")).isNull();
        assertThat(told).hasSize(3);
    }

    @Test
    void namespacesAreKeptApart() {
        put(pod("a", "1").build());
        put(pod("a", "1").editMetadata().withNamespace("bank").endMetadata().build());
        assertThat(store.keySet()).containsExactlyInAnyOrder("shop/a", "bank/a");
        assertThat(store.values()).hasSize(2);
        assertThat(store.of("shop")).hasSize(1);
        assertThat(store.of("other")).isEmpty();
    }

    /// Ten thousand of them are to fit into a few megabytes.
    @Test
    void aPodIsKeptInAFewHundredBytes() {
        assertThat(PodEssence.of(pod("a-deployment-with-a-long-name-5d4f8c7b9-x7k2p", "1")
                        .editMetadata()
                        .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "x".repeat(10_000))
                        .endMetadata()
                        .build()))
                .hasSizeLessThan(800);
    }

    private void put(Pod pod) {
        store.put(store.getKey(pod), pod);
    }

    private static PodBuilder pod(String name, String version) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName(name)
                .withResourceVersion(version)
                .withCreationTimestamp("2026-03-01T11:00:00Z")
                .endMetadata()
                .withNewSpec()
                .addNewInitContainer()
                .withName("sidecar")
                .withImage("proxy")
                .withRestartPolicy("Always")
                .endInitContainer()
                .addNewContainer()
                .withName("app")
                .withImage("nginx:latest")
                .withNewReadinessProbe()
                .endReadinessProbe()
                .endContainer()
                .addNewEphemeralContainer()
                .withName("debug")
                .withImage("busybox:1@sha256:" + "a".repeat(64))
                .endEphemeralContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .addNewInitContainerStatus()
                .withName("sidecar")
                .withRestartCount(9)
                .endInitContainerStatus()
                .addNewContainerStatus()
                .withName("app")
                .withRestartCount(4)
                .endContainerStatus()
                .endStatus();
    }
}
