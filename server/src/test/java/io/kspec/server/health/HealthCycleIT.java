package io.kspec.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.kspec.kube.health.ProbedOperator;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.workload.WorkloadRef;
import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.health.Health;
import io.kspec.server.access.Role;
import io.kspec.server.cluster.DeployedOperator.Deployed;
import io.kspec.server.cluster.DeployedOperators;
import io.kspec.server.crd.InstalledCrds;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Fleet;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.ServerTest;
import io.kspec.server.testing.TestCluster;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServerTest
@Tag("apiserver")
final class HealthCycleIT {
    private static final ProbedOperator PROBED =
            new ProbedOperator(List.of(), List.of(), List.of(), Optional.empty(), List.of());

    private static TestCluster cluster;

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    Transactions transactions;

    @Inject
    DeployedOperators operators;

    @Inject
    InstalledCrds installedCrds;

    @Inject
    HealthCycle cycle;

    @Inject
    ClusterChecks clusterChecks;

    @Inject
    OperatorChecks operatorChecks;

    @Inject
    OldChecks oldChecks;

    @Inject
    HealthSettings settings;

    @Inject
    HealthMetrics metrics;

    @Inject
    HeardChecks heard;

    private Fleet fleet;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
        cluster.node("cycle-1", "True");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /// No other cluster of the tests is checked.
    @BeforeEach
    void fleet() {
        fleet = new Fleet(new Http(server).with(callers.token(Role.Admin)), transactions);
        fleet.execute("update clusters set enabled = false");
    }

    @Test
    void aClusterThatVanishesIsUnhealthyAndItsOperatorsUnknownUntilItIsBack() throws Exception {
        UUID id = registered("cycle-vanishes");
        fleet.execute(
                "update deployed_operators set health = 'Degraded', consecutive_failures = 2 where cluster_id = ?", id);

        cluster.kubernetes().stopApiServer();
        try {
            turn("cycle-vanishes");
            JsonNode gone = fleet.get("/cycle-vanishes").json();
            assertThat(gone.get("healthStatus").asText()).isEqualTo("Unhealthy");
            assertThat(gone.at("/deployedOperators/0/healthStatus/overallHealth")
                            .asText())
                    .isEqualTo("Unknown");
            JsonNode operator =
                    fleet.get("/cycle-vanishes/operators/widgets/health").json();
            assertThat(operator.get("consecutiveFailures").asInt()).isEqualTo(2);
            assertThat(operator.get("errorMessage").asText()).isNotBlank();
            Answer asked = fleet.get("/cycle-vanishes/health");
            assertThat(asked.status()).isEqualTo(503);
            assertThat(asked.code()).isEqualTo("CLUSTER_UNREACHABLE");
        } finally {
            cluster.kubernetes().startApiServer();
        }

        turn("cycle-vanishes");
        assertThat(fleet.get("/cycle-vanishes").json().get("healthStatus").asText())
                .isIn("Healthy", "Degraded");
        JsonNode back = fleet.get("/cycle-vanishes/health").json();
        assertThat(back.get("apiServerReachable").asBoolean()).isTrue();
        assertThat(back.at("/nodeHealth/ready").asInt()).isEqualTo(1);
    }

    @Test
    void aClusterWhoseCredentialIsGoneIsUnhealthyAndItsOperatorsUnknown() throws Exception {
        registered("cycle-hub");
        var client = cluster.kubernetes().client();
        Crds.install(client);
        String objects = """
                apiVersion: v1
                kind: Secret
                metadata: {name: led, namespace: default}
                data: {kubeconfig: "%s"}
                ---
                apiVersion: kspec.io/v1alpha1
                kind: ClusterTarget
                metadata: {name: led, namespace: default}
                spec: {authMode: kubeconfig, kubeconfigSecretRef: {name: led}}
                """.formatted(cluster.manager());
        client.load(new ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)))
                .create();
        UUID id = registered(new ObjectMapper()
                .createObjectNode()
                .put("name", "cycle-by-target")
                .put("environment", "Development")
                .set(
                        "clusterTarget",
                        new ObjectMapper()
                                .createObjectNode()
                                .put("cluster", "cycle-hub")
                                .put("namespace", "default")
                                .put("name", "led")));
        turn("cycle-by-target");
        assertThat(fleet.get("/cycle-by-target").json().get("healthStatus").asText())
                .isIn("Healthy", "Degraded");

        client.secrets().inNamespace("default").withName("led").delete();
        turn("cycle-by-target");
        JsonNode one = fleet.get("/cycle-by-target").json();
        assertThat(one.get("healthStatus").asText()).isEqualTo("Unhealthy");
        assertThat(one.get("healthMessage").asText()).contains("there is no Secret default/led", "cluster cycle-hub");
        assertThat(fleet.count(
                        "select count(*) from deployed_operators where cluster_id = ? and health = 'Unknown'", id))
                .isOne();
    }

    @Test
    void aNodeThatIsNotReadyDegradesItsCluster() throws Exception {
        registered("cycle-node");
        cluster.node("cycle-broken", "False");
        try {
            turn("cycle-node");
            JsonNode one = fleet.get("/cycle-node").json();
            assertThat(one.get("healthStatus").asText()).isEqualTo("Degraded");
            assertThat(one.get("healthMessage").asText()).isEqualTo("nodes that are not ready: 1 of 2");
        } finally {
            cluster.kubernetes().client().nodes().withName("cycle-broken").delete();
        }
    }

    @Test
    void aDisabledClusterIsNotChecked() throws Exception {
        UUID id = registered("cycle-disabled");
        fleet.change("cycle-disabled", "{\"enabled\": false}");

        turn("cycle-disabled");
        assertThat(checks(id)).isZero();
        assertThat(fleet.count("select count(*) from operator_checks where cluster_id = ?", id))
                .isZero();

        fleet.change("cycle-disabled", "{\"enabled\": true}");
        turn("cycle-disabled");
        assertThat(checks(id)).isOne();
    }

    @Test
    void manyReplicasMakeACheckThatIsDueOnce() throws Exception {
        UUID id = registered("cycle-replicas");
        List<HealthCycle> replicas = IntStream.range(0, 8)
                .mapToObj(_ -> new HealthCycle(clusterChecks, operatorChecks, oldChecks, settings, metrics))
                .toList();

        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= 5; round++) {
                due(id);
                List<Callable<List<FutureTask<Void>>>> turns = replicas.stream()
                        .<Callable<List<FutureTask<Void>>>>map(replica -> replica::turn)
                        .toList();
                for (Future<List<FutureTask<Void>>> turn : together.invokeAll(turns)) {
                    finish(turn.get());
                }
                assertThat(checks(id)).isEqualTo(round);
                assertThat(fleet.count("select count(*) from operator_checks where cluster_id = ?", id))
                        .isEqualTo(round);
            }
        }
    }

    @Test
    void aCheckOfAReplicaThatDiedIsTakenOver() throws Exception {
        UUID id = registered("cycle-died");
        due(id);
        clusterChecks.claim(100);
        finish(cycle.turn());
        assertThat(checks(id)).isZero();

        fleet.execute("update clusters set check_claimed_until = now() - interval '1 second' where id = ?", id);
        finish(cycle.turn());
        assertThat(checks(id)).isOne();
    }

    @Test
    void aResultThatComesAfterItsClaimWasTakenOverIsNotStored() {
        UUID id = registered("cycle-late");
        due(id);
        Due.OfCluster late = clusterChecks.claim(100).getFirst();
        fleet.execute("update clusters set check_claimed_until = now() - interval '1 second' where id = ?", id);
        Due.OfCluster newer = clusterChecks.claim(100).getFirst();

        clusterChecks.check(late);
        assertThat(checks(id)).isZero();
        clusterChecks.check(newer);
        assertThat(checks(id)).isOne();
    }

    @Test
    void failedChecksAreCountedAndToldUntilTheClusterIsSilent() throws Exception {
        UUID id = registered("cycle-counts");
        var controller = new WorkloadRef(WorkloadRef.Kind.DEPLOYMENT, "default", "nobody-runs-it");
        var probed = new ProbedOperator(List.of(controller), List.of(), List.of(), Optional.empty(), List.of());
        transactions.run(transaction -> operators.deployed(
                transaction, id, new Deployed("widgets", "widgets", "1.1.0", probed, Baseline.NONE), Instant.now()));
        deploymentWithoutPods("nobody-runs-it");

        for (int checked = 1; checked <= 3; checked++) {
            turn("cycle-counts");
            assertThat(heard.last("cycle-counts").failures().count()).isEqualTo(checked);
        }
        assertThat(heard.last("cycle-counts").failures().reached()).isTrue();
        assertThat(heard.last("cycle-counts").reading().health()).isEqualTo(Health.UNHEALTHY);
        JsonNode shown = fleet.get("/cycle-counts/operators/widgets/health").json();
        assertThat(shown.get("overallHealth").asText()).isEqualTo("Unhealthy");
        assertThat(shown.get("consecutiveFailures").asInt()).isEqualTo(3);
        assertThat(shown.at("/controllerPodHealth/expectedPods").asInt()).isEqualTo(1);
        turn("cycle-counts");
        assertThat(fleet.get("/cycle-counts").json().get("healthStatus").asText())
                .isEqualTo("Degraded");

        int before = heard.last("cycle-counts").failures().count();
        cluster.kubernetes().stopApiServer();
        try {
            turn("cycle-counts");
            assertThat(heard.last("cycle-counts").reading().health()).isEqualTo(Health.UNKNOWN);
            assertThat(heard.last("cycle-counts").reading().reachable()).isFalse();
            assertThat(heard.last("cycle-counts").failures().count()).isEqualTo(before);
        } finally {
            cluster.kubernetes().startApiServer();
        }
    }

    private static void deploymentWithoutPods(String name) {
        cluster.kubernetes()
                .client()
                .apps()
                .deployments()
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(1)
                        .withNewSelector()
                        .addToMatchLabels("app", name)
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", name)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("controller")
                        .withImage("registry.example.org/controller:1")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
    }

    @Test
    void anOperatorIsShownOnAllItsClusters() {
        registered("cycle-shown");
        assertThat(fleet.http().get("/api/v1/operators/widgets/health").code()).isEqualTo("OPERATOR_NOT_FOUND");
        fleet.execute("""
                insert into operators (operator_id, name, description, namespace, chart_repository, chart_name,
                    has_update, crd_names, labels, default_values, environment_values, created_at, updated_at,
                    refresh_due)
                values (gen_random_uuid(), 'widgets', '', 'widgets', 'https://charts.example.org', 'widgets', false,
                    '[]', '{}', '{}', '{}', now(), now(), now() + interval '1 year')
                """);
        Answer answer = fleet.http().get("/api/v1/operators/widgets/health");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode shown = answer.json();
        assertThat(shown.get("operatorName").asText()).isEqualTo("widgets");
        assertThat(shown.get("clusters").findValuesAsText("clusterName")).contains("cycle-shown");
        assertThat(fleet.http()
                        .get("/api/v1/operators/widgets")
                        .json()
                        .get("deployedClusters")
                        .findValuesAsText("clusterName"))
                .contains("cycle-shown");
        assertThat(fleet.http().delete("/api/v1/operators/widgets").code()).isEqualTo("IN_USE");
        assertThat(shown.at("/clusters/0").has("health")).isTrue();
        assertThat(shown.at("/clusters/0").has("overallHealth")).isTrue();
        assertThat(shown.at("/clusters/0").has("webhookStatus")).isTrue();
        assertThat(fleet.get("/cycle-shown/operators/nobody/health").code()).isEqualTo("OPERATOR_NOT_FOUND");
    }

    @Test
    void aCheckTellsWhichVersionsOfADefinitionAreInACluster() throws Exception {
        UUID id = registered("cycle-definitions");
        String name = "driftconfigs.kspec.io";
        var probed = new ProbedOperator(
                List.of(), List.of(), List.of(), Optional.empty(), List.of(name, "nothing.example.org"));
        transactions.run(transaction -> operators.deployed(
                transaction, id, new Deployed("drift", "drift", "1.0.0", probed, Baseline.NONE), Instant.now()));
        assertThat(installed(name).installed()).as("before the first check").isEmpty();

        Crds.install(cluster.kubernetes().client());
        turn("cycle-definitions");
        assertThat(installed(name)).satisfies(there -> {
            assertThat(there.installed()).contains(true);
            assertThat(there.servedVersions()).containsExactly("v1alpha1");
            assertThat(there.storedVersions()).containsExactly("v1alpha1");
            assertThat(there.schemaDigest()).hasSize(64);
        });
        assertThat(installed("nothing.example.org").installed()).contains(false);
    }

    private InstalledCrds.Installed installed(String crd) {
        List<InstalledCrds.Installed> clusters =
                transactions.call(transaction -> installedCrds.of(transaction, crd, List.of("drift")));
        assertThat(clusters).extracting(InstalledCrds.Installed::clusterName).containsExactly("cycle-definitions");
        return clusters.getFirst();
    }

    private UUID registered(String name) {
        return registered(new ObjectMapper()
                .createObjectNode()
                .put("name", name)
                .put("environment", "Development")
                .put("kubeconfig", cluster.manager()));
    }

    private UUID registered(ObjectNode body) {
        assertThat(fleet.register(body).status()).isEqualTo(201);
        UUID id = fleet.id(body.get("name").asText());
        transactions.run(transaction -> operators.deployed(
                transaction, id, new Deployed("widgets", "widgets", "1.0.0", PROBED, Baseline.NONE), Instant.now()));
        return id;
    }

    private void turn(String name) throws Exception {
        due(fleet.id(name));
        finish(cycle.turn());
    }

    private void due(UUID id) {
        fleet.execute("update clusters set check_due = now() where id = ?", id);
        fleet.execute("update deployed_operators set check_due = now() where cluster_id = ?", id);
    }

    private int checks(UUID id) {
        return fleet.count("select count(*) from cluster_checks where cluster_id = ?", id);
    }

    private static void finish(List<FutureTask<Void>> checks) throws InterruptedException, ExecutionException {
        for (FutureTask<Void> check : checks) {
            check.get();
        }
    }
}
