package io.kspec.kube.customresource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.managed.Cluster;
import io.kspec.kube.managed.ServedWidgets;
import io.kspec.kube.managed.Widgets;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdComparison;
import io.kspec.lifecycle.crd.CrdResult;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.lifecycle.crd.object.Weighed;
import io.kspec.lifecycle.crd.object.Weighing;
import io.kspec.lifecycle.crd.object.schema.Ratcheting;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a removed field comes to by the objects of a real API server.
@Tag("apiserver")
final class ClusterObjectsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Map<String, String> BEFORE = Map.of("size", "string", "note", "string");
    private static final Map<String, String> AFTER = Map.of("size", "string");

    private static LocalKubernetes cluster;
    private static ApiCalls calls;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        calls = new ApiCalls(cluster.client(), SOON);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void aRemovedFieldThatNobodyUsesIsAWarning() {
        ServedWidgets served = ServedWidgets.in(calls, "unused.example.org", BEFORE);
        served.createMany(501, "{\"size\": \"1\"}");

        Weighed weighed = weighed(served, calls, WalkLimits.generous());

        assertThat(removed(weighed).up()).isEqualTo(Severity.WARN);
        assertThat(removed(weighed).why()).endsWith("None of 501 objects in here sets it.");
        assertThat(weighed.comparison().breaks()).isFalse();
    }

    @Test
    void oneInUseIsALossThatNamesCountAndExample() {
        ServedWidgets served = ServedWidgets.in(calls, "used.example.org", BEFORE);
        served.create("first", "{\"size\": \"1\"}");
        served.create("second", "{\"note\": \"x\"}");

        Finding removed = removed(weighed(served, calls, WalkLimits.generous()));

        assertThat(removed.up()).isEqualTo(Severity.LOSS);
        assertThat(removed.why()).contains("1 of 2 objects set it", "such as here/default/second");
    }

    @Test
    void whatMayNotBeReadIsNeverTakenAsUnused() {
        ServedWidgets served = ServedWidgets.in(calls, "hiddenobjects.example.org", BEFORE);
        new Cluster(cluster.client()).apply("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: nobody}
                """);
        try (KubernetesClient nobody = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(
                        cluster.kubeconfigFor("default", "nobody").toFile()))
                .build()) {
            Weighed weighed = weighed(served, new ApiCalls(nobody, SOON), WalkLimits.generous());

            assertThat(removed(weighed).up()).isEqualTo(Severity.LOSS);
            assertThat(weighed.gaps())
                    .contains(new Failure.Forbidden("list", "widgets.hiddenobjects.example.org", "the cluster"));
        }
    }

    @Test
    void aClusterThatIsAwayProvesNothing() {
        ServedWidgets served = ServedWidgets.in(calls, "away.example.org", BEFORE);
        try (KubernetesClient away = new Cluster(cluster.client()).away()) {
            Weighed weighed = weighed(served, new ApiCalls(away, SOON), WalkLimits.generous());

            assertThat(removed(weighed).up()).isEqualTo(Severity.LOSS);
            assertThat(weighed.gaps()).singleElement().isInstanceOf(Failure.Unreachable.class);
        }
    }

    @Test
    void whatLiesBeyondTheLimitsCountsAsUsed() {
        ServedWidgets served = ServedWidgets.in(calls, "bounded.example.org", BEFORE);
        served.createMany(501, "{\"size\": \"1\"}");

        Weighed weighed = weighed(served, calls, new WalkLimits(1_000, SOON));

        assertThat(removed(weighed).up()).isEqualTo(Severity.LOSS);
        assertThat(weighed.gaps()).singleElement().satisfies(gap -> assertThat(gap.sentence())
                .contains("1000 bytes"));
    }

    private static Weighed weighed(ServedWidgets served, ApiCalls reader, WalkLimits limits) {
        Crd live = crd(served.definition());
        Crd next = crd(new Widgets(served.widgets().group()).definition(AFTER));
        var objects = new ClusterObjects(
                "here",
                Ratcheting.ON,
                new CustomResources(reader, new RequestPace(20), limits),
                InstantSource.fixed(NOW));
        return Weighing.weigh(
                CrdComparison.compare(Optional.of(live), next, Surroundings.none()), live, next, objects, NOW);
    }

    private static Finding removed(Weighed weighed) {
        return weighed.comparison().findings().stream()
                .filter(finding -> finding.rule().equals("field-removed"))
                .findFirst()
                .orElseThrow();
    }

    private static Crd crd(ObjectNode definition) {
        return ((CrdResult.Parsed) Crd.parse(definition)).crd();
    }
}
