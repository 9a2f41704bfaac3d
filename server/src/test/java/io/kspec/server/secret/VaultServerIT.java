package io.kspec.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.cluster.Reading;
import io.kspec.server.access.Role;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A whole server whose keys are in a real Vault.
@Tag("apiserver")
@QuarkusTest
@TestProfile(VaultServerIT.OwnDatabaseAndVault.class)
final class VaultServerIT {
    private static final String TOKENS = "/api/v1/authentication/tokens";

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

    @Test
    void secretsAreSealedByVaultAndWaitForItWhileItIsSealed() {
        var http = new Http(server).with(callers.token(Role.Admin));
        var fleet = new Fleet(http, transactions);
        try (TestCluster cluster = TestCluster.start()) {
            assertThat(fleet.register("kept-by-vault", "Development", cluster.manager())
                            .status())
                    .isEqualTo(201);
            assertThat(fleet.count(
                            "select count(*) from cluster_credentials where key_id like 'vault:transit/kspec:v%'"))
                    .isEqualTo(1);
            assertThat(fleet.count("select count(*) from signing_key where sealed_with like 'vault:transit/kspec:v%'"))
                    .isEqualTo(1);

            Needed.vault.program().seal();
            Answer refused = http.post(TOKENS, token());
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("KEYS_UNAVAILABLE");
            assertThat(refused.body()).contains("Vault is sealed", "Unseal it");
            assertThat(fleet.register("another", "Development", cluster.manager())
                            .code())
                    .isEqualTo("KEYS_UNAVAILABLE");
            assertThat(fleet.get("/another").status()).isEqualTo(404);
            connections.forget(fleet.id("kept-by-vault"));
            assertThat(connections.open(fleet.id("kept-by-vault"), Purpose.own("a look")))
                    .isInstanceOfSatisfying(
                            Reading.Unknown.class,
                            unknown -> assertThat(unknown.why().sentence()).contains("Vault is sealed"));
            assertThat(new Http(ready).get("/readyz").status())
                    .as("it answers all the same")
                    .isEqualTo(200);

            Needed.vault.program().unseal();
            assertThat(http.post(TOKENS, token()).status()).isEqualTo(201);
            try (ClusterConnection connection = opened(fleet)) {
                assertThat(connection.client().namespaces().list().getItems()).isNotEmpty();
            }
        }
    }

    private static String token() {
        Instant end = Instant.now().plus(Duration.ofDays(1));
        return "{\"name\": \"ci\", \"roles\": [\"Viewer\"], \"expiresAt\": \"%s\"}".formatted(end);
    }

    private ClusterConnection opened(Fleet fleet) {
        return switch (connections.open(fleet.id("kept-by-vault"), Purpose.own("a look"))) {
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
