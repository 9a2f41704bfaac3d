package io.kspec.acceptance.operatormanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.local.LocalFleet;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import io.kspec.testkit.sample.SampleVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A rollout over ten clusters, of which one vanishes on the way.
@Tag("apiserver")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TenClustersIT {
    /// Pods become Ready on fake nodes; of the controllers only what that takes.
    private static final LocalOptions SLIM = LocalOptions.defaults()
            .withNodes(1)
            .withControllerManagerArguments("--controllers=deployment-controller,replicaset-controller,"
                    + "serviceaccount-controller,node-lifecycle-controller,root-ca-certificate-publisher-controller");

    private static final List<String> ENVIRONMENTS = List.of(
            "Development",
            "Development",
            "Development",
            "Staging",
            "Staging",
            "Staging",
            "Production",
            "Production",
            "Production",
            "Production");
    private static final Map<String, ?> DIRECT =
            Map.of("strategy", "Direct", "directConfig", Map.of("parallelClusters", 4));
    private static final Map<String, ?> CANARY = Map.of(
            "strategy",
            "Canary",
            "canaryConfig",
            Map.of(
                    "initialPercentage",
                    20,
                    "incrementPercentage",
                    40,
                    "evaluationPeriod",
                    "PT2S",
                    "healthCheckInterval",
                    "PT5S"));

    private static final List<Site> SITES = new ArrayList<>();
    private static LocalFleet fleet;
    private static ServerProgram server;
    private static Desk desk;

    @TempDir
    private static Path scratch;

    @BeforeAll
    static void start() {
        fleet = LocalFleet.start(ENVIRONMENTS.size(), SLIM, Progress.silent());
        for (int number = 0; number < ENVIRONMENTS.size(); number++) {
            LocalKubernetes cluster = fleet.clusters().get(number);
            SITES.add(Site.on(cluster, "cluster-%02d".formatted(number), ENVIRONMENTS.get(number)));
        }
        server = ServerProgram.start(scratch, Map.of("KSPEC_LIMITS_FACTOR", "10"));
        desk = Desk.at(server);
    }

    @AfterAll
    static void close() {
        server.close();
        fleet.close();
    }

    @Test
    @Order(1)
    void theFirstVersionIsInstalledOnTenClusters() {
        SITES.forEach(desk::register);
        desk.registerOperator(scratch, SampleVersion.FIRST, SampleVersion.ADDS_A_FIELD);
        desk.assertEnd(desk.deploy("1.0.0", SITES, DIRECT), "Completed");
        assertInstalled("1.0.0");
    }

    @Test
    @Order(2)
    void aCanaryWaitsForAClusterThatVanishedAndGoesOnWhenItIsBack() {
        String canary = desk.deploy("1.1.0", SITES, CANARY);
        JsonNode begun =
                desk.awaitThat(canary, "the first clusters of the canary", whole -> !whole.path("successfulClusters")
                        .isEmpty());
        List<JsonNode> waves = begun.path("plan").path("waves").valueStream().toList();
        assertThat(waves).hasSize(3);
        String last = waves.getLast().path(0).asText();
        Site vanished = SITES.stream()
                .filter(site -> site.name().equals(last))
                .findFirst()
                .orElseThrow();

        vanished.cluster().killApiServer();
        JsonNode waiting = desk.awaitThat(
                canary,
                "a wait for " + last,
                whole -> whole.path("waitingFor").asText().equals("RetryBackoff")
                        && !trouble(whole, last).isEmpty());
        assertThat(waiting.path("failedClusters")).isEmpty();
        assertThat(trouble(waiting, last)).contains(vanished.cluster().server().getAuthority());
        vanished.cluster().startApiServer();

        desk.assertEnd(canary, "Completed");
        assertInstalled("1.1.0");
    }

    /// What the deployment says of a cluster that makes trouble; empty if it makes none.
    private static String trouble(JsonNode whole, String cluster) {
        return whole.path("clusterStatuses")
                .valueStream()
                .filter(status -> status.path("clusterName").asText().equals(cluster))
                .map(status -> status.path("errorMessage").asText())
                .findFirst()
                .orElse("");
    }

    private static void assertInstalled(String version) {
        assertThat(SITES).allSatisfy(site -> assertThat(site.helm(scratch, "list", "--all-namespaces"))
                .contains("sample-operator-" + version, "deployed"));
    }
}
