package io.kspec.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"https://127.0.0.1:6443", "https://localhost:6443", "https://[::1]", "https://169.254.169.254"})
    void aStoredKubeconfigThatLeadsBackHereIsNotUsed(String server) {
        assertThat(begun(Map.of(), server))
                .isInstanceOfSatisfying(Reading.Unknown.class, unknown -> assertThat(unknown.why())
                        .isInstanceOf(Failure.Malformed.class));
    }

    @Test
    void itIsUsedWhereThatIsAllowed() {
        assertThat(begun(Map.of("kspec.clusters.allow-local", "true"), "https://127.0.0.1:6443"))
                .isInstanceOf(Reading.Known.class);
    }

    private static String kubeconfig(String server) {
        return """
                apiVersion: v1
                kind: Config
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: c}}]
                clusters: [{name: c, cluster: {server: "%s"}}]
                users: [{name: c, user: {token: stored}}]
                """.formatted(server);
    }

    private static Reading<OpenClient> begun(Map<String, String> values, String server) {
        ConnectionSettings settings = TestSettings.with(values);
        Vertx vertx = Vertx.vertx();
        try {
            var signIn = new SignIn(new Clients(vertx, settings), settings, Clock.systemUTC());
            Reading<OpenClient> begun = signIn.begin(new ClusterCredential(
                    UUID.randomUUID(), "local", UUID.randomUUID(), kubeconfig(server), Optional.empty()));
            if (begun instanceof Reading.Known<OpenClient>(OpenClient client)) {
                client.retire();
            }
            return begun;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
