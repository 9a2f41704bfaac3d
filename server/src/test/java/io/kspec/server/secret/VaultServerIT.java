package io.kspec.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Reading;
import io.kspec.server.access.Role;
import io.kspec.server.chart.Packed;
import io.kspec.server.connection.ClusterConnection;
import io.kspec.server.connection.Connections;
import io.kspec.server.connection.Purpose;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Fleet;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.TestCluster;
import io.kspec.server.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A whole server whose keys are in a real Vault.
@Tag("apiserver")
@QuarkusTest
@TestProfile(VaultServerIT.OwnDatabaseAndVault.class)
final class VaultServerIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String TOKENS = "/api/v1/authentication/tokens";

    /// Transactions in which nothing has been asked for longer than any of ours thinks.
    private static final String HELD = """
            select count(*) from pg_stat_activity
            where state = 'idle in transaction' and now() - state_change > interval '3 seconds'
            """;

    @TestHTTPResource
    URI server;

    @TestHTTPResource(value = "/readyz", management = true)
    URI ready;

    @Inject
    Callers callers;

    @Inject
    Transactions transactions;

    @Inject
    Connections connections;

    @Inject
    Resealing resealing;

    @Inject
    Sealer sealer;

    private static TestCluster cluster;
    private Http http;
    private Fleet fleet;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void signIn() {
        http = new Http(server).with(callers.token(Role.Admin));
        fleet = new Fleet(http, transactions);
    }

    @AfterEach
    void unseal() {
        Needed.vault.program().unseal();
    }

    @Test
    void secretsAreSealedByVaultAndWaitForItWhileItIsSealed() {
        register("kept-by-vault");
        assertThat(fleet.count(
                        "select count(*) from cluster_credentials where cluster_id = ? and key_id like 'vault:transit/kspec:v%'",
                        fleet.id("kept-by-vault")))
                .isEqualTo(1);
        assertThat(fleet.count("select count(*) from signing_key where sealed_with like 'vault:transit/kspec:v%'"))
                .isEqualTo(1);

        Needed.vault.program().seal();
        Answer refused = fleet.register("another", "Development", cluster.manager());
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("KEYS_UNAVAILABLE");
        assertThat(refused.body()).contains("Vault is sealed", "Unseal it");
        assertThat(fleet.get("/another").status()).isEqualTo(404);
        connections.forget(fleet.id("kept-by-vault"));
        assertThat(connections.open(fleet.id("kept-by-vault"), Purpose.own("a look")))
                .isInstanceOfSatisfying(
                        Reading.Unknown.class,
                        unknown -> assertThat(unknown.why().sentence()).contains("Vault is sealed"));
        assertThat(http.post(TOKENS, token()).status())
                .as("the key that signs is open already")
                .isEqualTo(201);
        assertThat(new Http(ready).get("/readyz").status())
                .as("it answers all the same")
                .isEqualTo(200);

        Needed.vault.program().unseal();
        register("another");
        try (ClusterConnection connection = opened("kept-by-vault")) {
            assertThat(connection.client().namespaces().list().getItems()).isNotEmpty();
        }
    }

    @Test
    void whatIsKeptIsSealedWithTheNextVersionOfTheKey() {
        register("sealed-anew");
        String before = sealer.activeKey();
        assertThat(before).endsWith(":v1");
        Needed.vault.program().ask("POST", "transit/keys/kspec/rotate", "");

        resealing.all();

        assertThat(fleet.count("select count(*) from cluster_credentials where key_id = ?", before))
                .isZero();
        Needed.vault.program().ask("POST", "transit/keys/kspec/config", "{\"min_decryption_version\":2}");
        connections.forget(fleet.id("sealed-anew"));
        try (ClusterConnection connection = opened("sealed-anew")) {
            assertThat(connection.client().namespaces().list().getItems()).isNotEmpty();
        }
    }

    /// Its plan was made before, and what it shall install is sealed.
    @Test
    void rolloutsAndUndeploymentsWaitForTheKeysAndGoOn() {
        var decider = new Http(server).with(callers.token(Role.Admin));
        register("rolled-out");
        registerOperator("vaulted");
        String rollout = "/api/v1/deployments/" + deployed("vaulted", "rolled-out");
        JsonNode planned = await(rollout, "/approvals/0", Pattern.compile(".+"));

        Needed.vault.program().seal();
        String approval = planned.at("/approvals/0").asText();
        assertThat(decider.post("/api/v1/approvals/%s/approve".formatted(approval), "{}")
                        .status())
                .isEqualTo(200);
        await(rollout, "/clusterStatuses/0/errorMessage", Pattern.compile(".*Vault is sealed.*Unseal it.*"));

        Needed.vault.program().unseal();
        await(rollout, "/status", Pattern.compile("Completed"));

        Needed.vault.program().seal();
        String installed = "/api/v1/clusters/rolled-out/operators/vaulted";
        assertThat(http.delete(installed).status()).isEqualTo(202);
        await(installed + "/undeployment", "/message", Pattern.compile(".*Vault is sealed.*"));

        Needed.vault.program().unseal();
        await(installed + "/undeployment", "/status", Pattern.compile("Undeployed"));
    }

    /// Or those who need no key would wait for one of the pool's as well.
    @Test
    void whoWaitsForVaultHoldsNoConnectionToTheDatabase() {
        register("patient");
        registerOperator("waiting");
        String renewal = "{\"kubeconfig\": \"%s\"}".formatted(cluster.manager());
        Needed.vault.program().hang();
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = List.of(
                    asking.submit(() -> fleet.register("impatient", "Development", cluster.manager())),
                    asking.submit(() -> fleet.change("patient", renewal)),
                    asking.submit(() -> deploy("waiting", "patient")));
            Awaitility.await().atMost(SOON).until(() -> {
                assertThat(fleet.count(HELD)).isZero();
                return answers.stream().allMatch(Future::isDone);
            });
            assertThat(answers).extracting(Future::resultNow).allSatisfy(answer -> {
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("KEYS_UNAVAILABLE");
            });
        } finally {
            Needed.vault.program().resume();
        }
    }

    private void register(String name) {
        Answer registered = fleet.register(name, "Development", cluster.manager());
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
    }

    private void registerOperator(String name) {
        assertThat(http.post("/api/v1/operators", """
                                {"name":"%s","namespace":"x","chartRepository":"upload://charts","chartName":"sample"}""".formatted(name)).status()).isEqualTo(201);
        byte[] chart = Packed.chart("1.0.0").bytes();
        assertThat(http.send(
                                "POST",
                                "/api/v1/operators/%s/versions".formatted(name),
                                HttpRequest.BodyPublishers.ofByteArray(chart),
                                "Content-Type",
                                "application/gzip")
                        .status())
                .isEqualTo(201);
    }

    private Answer deploy(String operator, String target) {
        return http.post("/api/v1/deployments", """
                {"operatorName":"%s","targetVersion":"1.0.0","targetClusters":["%s"],"strategy":"Direct",
                 "directConfig":{"skipHealthChecks":true},"requireApproval":true}""".formatted(operator, target));
    }

    private String deployed(String operator, String target) {
        Answer accepted = deploy(operator, target);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return accepted.json().path("deploymentId").asText();
    }

    /// Once what stands there matches; the whole answer.
    private JsonNode await(String path, String pointer, Pattern pattern) {
        return Awaitility.await(pointer)
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> http.get(path).json(),
                        whole -> pattern.matcher(whole.at(pointer).asText()).matches());
    }

    private static String token() {
        Instant end = Instant.now().plus(Duration.ofDays(1));
        return "{\"name\": \"ci\", \"roles\": [\"Viewer\"], \"expiresAt\": \"%s\"}".formatted(end);
    }

    private ClusterConnection opened(String cluster) {
        return switch (connections.open(fleet.id(cluster), Purpose.own("a look"))) {
            case Reading.Known<ClusterConnection>(ClusterConnection connection) -> connection;
            case Reading.Unknown<ClusterConnection>(var why) -> throw new AssertionError(why.sentence());
        };
    }

    /// What Vault sealed in a database of others would not open for them.
    public static final class OwnDatabaseAndVault implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Needed.class));
        }
    }

    public static final class Needed implements QuarkusTestResourceLifecycleManager {
        private static TransitVault vault;
        private EmbeddedPostgres postgres;

        @Override
        public Map<String, String> start() {
            try {
                vault = TransitVault.start(
                        Files.createTempDirectory(Path.of("target"), "vault").toAbsolutePath());
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
            postgres = TestDatabase.begin();
            var settings = new HashMap<>(TestDatabase.settings(postgres));
            settings.remove("kspec.keys.ring");
            settings.putAll(vault.settings());
            return settings;
        }

        @Override
        public void stop() {
            vault.close();
            try {
                postgres.close();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
