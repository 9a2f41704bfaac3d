package io.kspec.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.cli.Kspec;
import io.kspec.kube.access.KubeconfigInspection;
import io.kspec.kube.access.KubeconfigLimits;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is created in a real cluster, and whether the credential that the server is given truly works there. The
/// server's side is recorded.
@ApiServer
final class AddClusterIT {
    private static final String REGISTERED = """
            {"name": "local", "kubernetesVersion": "v1", "nodeCount": 2, "healthStatus": "Healthy", "warnings": ["w"]}
            """;

    @TempDir
    private Path home;

    private final LocalKubernetes cluster;
    private final KubernetesClient client;
    private final String namespace;
    private final RecordedServer server = new RecordedServer();

    AddClusterIT(LocalKubernetes cluster, KubernetesClient client, @TestNamespace String namespace) {
        this.cluster = cluster;
        this.client = client;
        this.namespace = namespace;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theServerIsGivenAnAccountOfItsOwnThatWorksAndStandsForItself() throws JsonProcessingException {
        server.answers("POST /clusters", 201, REGISTERED);
        Kspec.Ended ended = add("--yes", "-l", "region=eu");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("cluster local is registered: Kubernetes v1, 2 nodes, Healthy");
        assertThat(ended.err()).contains("ServiceAccount kspec-manager").contains("warning: w");
        var sent = new ObjectMapper().readTree(server.last().body());
        assertThat(sent.path("environment").asText()).isEqualTo("Staging");
        String kubeconfig = decoded(sent.path("kubeconfig").asText());
        assertThat(KubeconfigInspection.of(
                        kubeconfig, new KubeconfigLimits(true, _ -> List.of(InetAddress.getLoopbackAddress()))))
                .isInstanceOf(KubeconfigInspection.Accepted.class);
        assertThat(ended.out() + ended.err()).doesNotContain(token(kubeconfig));
        try (KubernetesClient account = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build()) {
            assertThat(account.namespaces().withName(namespace).get()).isNotNull();
        }
    }

    @Test
    void whatTheServerRefusesLeavesNoTokenBehind() {
        server.refuses("POST /clusters", 400, "INVALID_KUBECONFIG", "the address is local");
        Kspec.Ended ended = add("--yes");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("the address is local").contains("the token was deleted again");
        assertThat(tokens()).isEmpty();
    }

    @Test
    void nothingIsCreatedForAServerThatWouldNotListenOrAPersonWhoSaysNo() {
        server.refuses("GET /clusters/local", 403, "FORBIDDEN", "no");
        assertThat(add("--yes").code()).isEqualTo(3);
        server.answers("GET /clusters/other", 200, "{\"name\": \"other\"}");
        assertThat(add("--yes", "--name", "other").code()).isEqualTo(4);
        assertThat(add("--name", "third").code()).isEqualTo(2);
        assertThat(client.serviceAccounts()
                        .inNamespace(namespace)
                        .withName("kspec-manager")
                        .get())
                .isNull();
        assertThat(tokens()).isEmpty();
    }

    @Test
    void printingCreatesNothingAndAsksNoServer() {
        Kspec.Ended ended = add("--print", "--group", "cert-manager.io");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("kind: ClusterRole\n")
                .contains("cert-manager.io")
                .contains("kind: Secret\n");
        assertThat(server.requests()).isEmpty();
        assertThat(tokens()).isEmpty();
    }

    @Test
    void rotatingGivesANewTokenAndEndsTheOldOne() {
        server.answers("POST /clusters", 201, REGISTERED);
        add("--yes");
        String before = tokens().getFirst().getMetadata().getName();
        server.answers("GET /clusters/local", 200, "{\"name\": \"local\"}");
        server.answers("PUT /clusters/local", 200, "{\"name\": \"local\"}");
        Kspec.Ended ended = run(List.of("clusters", "rotate", "local", "--yes"));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(tokens())
                .singleElement()
                .satisfies(now -> assertThat(now.getMetadata().getName()).isNotEqualTo(before));
    }

    private List<Secret> tokens() {
        return client.secrets()
                .inNamespace(namespace)
                .withLabel("kspec.io/registered-as")
                .list()
                .getItems();
    }

    private Kspec.Ended add(String... more) {
        var line = new ArrayList<>(List.of("clusters", "add", "--environment", "staging"));
        List<String> words = List.of(more);
        if (!words.contains("--name")) {
            line.addAll(List.of("--name", "local"));
        }
        line.addAll(words);
        return run(line);
    }

    private Kspec.Ended run(List<String> words) {
        var line = new ArrayList<>(words);
        line.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString(), "--namespace", namespace));
        return server.run(Kspec.at(home), line.toArray(String[]::new));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String token(String kubeconfig) {
        return kubeconfig
                .lines()
                .filter(line -> line.contains("token: "))
                .map(line -> line.replaceFirst(".*token: ", "").replace("\"", ""))
                .findFirst()
                .orElseThrow();
    }
}
