package io.kspec.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.Kspec;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clusters that sign in by a ClusterTarget: no kubeconfig has any part in these commands.
final class ClusterTargetsTest {
    private static final String PROD = """
            {"name": "prod-eu", "kubernetesVersion": "v1", "nodeCount": 2, "healthStatus": "Healthy",
             "clusterTarget": {"cluster": "hub", "namespace": "fleet", "name": "prod-eu"}}
            """;

    @TempDir
    private Path home;

    private final RecordedServer server = new RecordedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTargetIsNamedInsteadOfAKubeconfig() throws JsonProcessingException {
        server.answers("POST /clusters", 201, PROD);
        Kspec.Ended ended = run("clusters", "add", "--from-target", "hub/fleet/prod-eu", "--environment", "production");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("cluster prod-eu is registered: Kubernetes v1, 2 nodes, Healthy");
        assertThat(new ObjectMapper().readTree(server.last().body())).isEqualTo(new ObjectMapper().readTree("""
                {"name": "prod-eu", "environment": "Production",
                 "clusterTarget": {"cluster": "hub", "namespace": "fleet", "name": "prod-eu"}}
                """));
    }

    @Test
    void whatTheServerSaysOfATargetIsSaid() {
        server.refuses("POST /clusters", 400, "INVALID_KUBECONFIG", "there is no Secret fleet/prod-eu");
        Kspec.Ended ended = run("clusters", "add", "--from-target", "hub/fleet/prod-eu", "--environment", "production");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("there is no Secret fleet/prod-eu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "hub/prod-eu", "hub//prod-eu", "hub/fleet/prod-eu/more"})
    void aTargetHasThreeParts(String words) {
        Kspec.Ended ended = run("clusters", "add", "--from-target", words, "--environment", "production");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("HOLDER/NAMESPACE/NAME");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind-dev", "--print", "--group=cert-manager.io", "--namespace=other"})
    void aTargetIsNotGivenTogetherWithAnAccount(String more) {
        Kspec.Ended ended =
                run("clusters", "add", "--from-target", "hub/fleet/prod-eu", "--environment", "production", more);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--from-target creates nothing in a cluster");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aClusterShowsWhereItsCredentialIs() {
        server.answers("GET /clusters/prod-eu", 200, PROD);
        assertThat(run("clusters", "get", "prod-eu").out())
                .contains("read from ClusterTarget fleet/prod-eu in cluster hub");
    }

    private Kspec.Ended run(String... words) {
        return server.run(Kspec.at(home), words);
    }
}
