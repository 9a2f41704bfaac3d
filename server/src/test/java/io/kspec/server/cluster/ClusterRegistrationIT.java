package io.kspec.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.kspec.server.testing.ServerTest;
import io.kspec.server.testing.TestCluster;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServerTest
@Tag("apiserver")
final class ClusterRegistrationIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static TestCluster cluster;
    private static TestCluster other;

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    Transactions transactions;

    @Inject
    Connections connections;

    private Fleet fleet;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
        cluster.node("registered-1", "True");
        cluster.node("registered-2", "True");
        other = TestCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
        other.close();
    }

    @BeforeEach
    void fleet() {
        fleet = new Fleet(new Http(server).with(callers.token(Role.Admin)), transactions);
    }

    @Test
    void aClusterThatAnswersIsRegisteredWithWhatItSaysOfItself() {
        Answer answer = fleet.register(JSON.createObjectNode()
                .put("name", "answers")
                .put("environment", "Prod")
                .put("description", "the shop")
                .put("kubeconfig", cluster.manager())
                .set("labels", JSON.createObjectNode().put("region", "eu")));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/api/v1/clusters/answers");
        JsonNode body = answer.json();
        assertThat(body.get("environment").asText()).isEqualTo("Production");
        assertThat(body.get("apiServerUrl").asText())
                .isEqualTo(cluster.kubernetes().server().toString());
        assertThat(body.get("kubernetesVersion").asText()).startsWith("v1.");
        assertThat(body.get("nodeCount").asInt()).isEqualTo(2);
        assertThat(body.get("healthStatus").asText()).isEqualTo("Healthy");
        assertThat(body.get("registeredAt").asText()).endsWith("Z");
        assertThat(body.get("warnings")).isEmpty();
        assertThat(fleet.audited("answers")).containsExactly("ClusterAccessed for registration", "ClusterRegistered");

        JsonNode one = fleet.get("/answers").json();
        assertThat(one.get("description").asText()).isEqualTo("the shop");
        assertThat(one.at("/labels/region").asText()).isEqualTo("eu");
        assertThat(one.get("isEnabled").asBoolean()).isTrue();
        assertThat(one.get("deployedOperators")).isEmpty();
        assertThat(one.get("credentialExpiresAt").asText()).endsWith("Z");
        assertThat(one.has("kubeconfig")).isFalse();
    }

    @Test
    void aServiceAccountIsUsedThroughShortLivedTokensOnly() {
        fleet.register("tokens", "Development", cluster.manager());

        try (ClusterConnection connection = opened("tokens", "a look")) {
            assertThat(connection.kubeconfig()).contains("\"token\"");
            assertThat(TestCluster.text(cluster.manager())).doesNotContain(token(connection));
            assertThat(connection.client().namespaces().list().getItems()).isNotEmpty();
        }
        try (ClusterConnection again = opened("tokens", "a look");
                ClusterConnection otherwise = opened("tokens", "another look")) {
            assertThat(again.client()).isSameAs(otherwise.client());
        }
        assertThat(fleet.audited("tokens"))
                .containsExactly(
                        "ClusterAccessed for registration",
                        "ClusterRegistered",
                        "ClusterAccessed for a look",
                        "ClusterAccessed for another look");
    }

    @Test
    void aCredentialThatMintsNoTokensIsUsedItselfWithAWarning() {
        Answer answer = fleet.register("itself", "Development", cluster.admin());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/warnings/0").asText()).contains("not of a service account");
        try (ClusterConnection connection = opened("itself", "a look")) {
            assertThat(connection.client().namespaces().list().getItems()).isNotEmpty();
        }
    }

    @Test
    void aNameIsTakenOnce() {
        fleet.register("taken", "Development", cluster.manager());

        Answer second = fleet.register("taken", "Staging", other.manager());
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("CLUSTER_ALREADY_EXISTS");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        Answer answer =
                fleet.register(JSON.createObjectNode().put("name", "Upper").put("environment", "Moon"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.json().at("/error/details").findValuesAsText("field"))
                .containsExactlyInAnyOrder("name", "environment", "kubeconfig", "clusterTarget");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            is not base64        | %%%
            is no kubeconfig     | aGVsbG8=
            """)
    void whatIsNoKubeconfigIsRefused(String why, String kubeconfig) {
        assertThat(why).isNotBlank();
        refused(fleet.register("no-kubeconfig", "Development", kubeconfig));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token:                                        | exec: {command: steal, apiVersion: client.authentication.k8s.io/v1}, token:
            token:                                        | auth-provider: {name: oidc}, token:
            token:                                        | client-certificate: /etc/passwd, token:
            token:                                        | tokenFile: /var/run/token, token:
            token:                                        | as: system:admin, token:
            """)
    void aSignInThatRunsOrReadsSomethingHereIsRefused(String wanted, String instead) {
        String kubeconfig = flow(cluster);
        refused(fleet.register(
                "forbidden-form", "Development", TestCluster.base64(kubeconfig.replace(wanted, instead))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            insecure-skip-tls-verify: true
            proxy-url: http://proxy.example.org
            certificate-authority: /etc/ca.crt
            """)
    void aWayThatIsNotSureIsRefused(String field) {
        String kubeconfig = flow(cluster).replace("server:", field + ", server:");
        refused(fleet.register("unsure-way", "Development", TestCluster.base64(kubeconfig)));
    }

    @Test
    void aClusterThatDoesNotAnswerIsNotStored() {
        String nowhere = flow(cluster).replaceAll("https://127.0.0.1:\\d+", "https://127.0.0.1:1");
        Answer answer = fleet.register("nowhere", "Development", TestCluster.base64(nowhere));

        refused(answer);
        assertThat(answer.json().at("/error/message").asText()).contains("no answer");
    }

    @Test
    void aServerThatAnotherAuthoritySignedIsNotTrusted() {
        String foreign = flow(cluster)
                .replace(
                        cluster.kubernetes().server().toString(),
                        other.kubernetes().server().toString());
        refused(fleet.register("foreign", "Development", TestCluster.base64(foreign)));
    }

    @Test
    void aTokenThatIsNotTheServersOwnIsRefused() {
        String forged = flow(cluster).replaceAll("token: \\S+?}", "token: forged}");
        Answer answer = fleet.register("forged", "Development", TestCluster.base64(forged));

        refused(answer);
        assertThat(answer.json().at("/error/message").asText()).contains("401");
    }

    @Test
    void listsAreFilteredAndPaged() {
        for (String name : List.of("list-a", "list-b", "list-c")) {
            fleet.register(JSON.createObjectNode()
                    .put("name", name)
                    .put("environment", "Staging")
                    .put("kubeconfig", cluster.manager())
                    .set("labels", JSON.createObjectNode().put("team", "list").put("name", name)));
        }
        JsonNode page = fleet.get("?label=team=list&limit=2").json();
        assertThat(page.get("clusters").findValuesAsText("name")).containsExactly("list-a", "list-b");
        assertThat(page.get("total").asInt()).isEqualTo(3);
        assertThat(page.get("nextOffset").asInt()).isEqualTo(2);
        assertThat(fleet.get("?label=team=list&label=name=list-b&environment=Staging&healthStatus=Healthy")
                        .json()
                        .get("clusters")
                        .findValuesAsText("name"))
                .containsExactly("list-b");
        assertThat(fleet.get("?label=team=list&environment=Prod")
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(fleet.get("?healthStatus=Fine&label=x").status()).isEqualTo(400);
        assertThat(fleet.get("/nobody").code()).isEqualTo("CLUSTER_NOT_FOUND");
    }

    /// The same kubeconfig on one line, so that a test can put fields into it.
    private static String flow(TestCluster of) {
        String text = TestCluster.text(of.manager());
        String server = of.kubernetes().server().toString();
        String authority = text.replaceAll("(?s).*certificate-authority-data: \"?([^\"\\s]+).*", "$1");
        String token = text.replaceAll("(?s).*token: \"?([^\"\\s]+).*", "$1");
        return """
                apiVersion: v1
                kind: Config
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: c}}]
                clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
                users: [{name: c, user: {token: %s}}]
                """.formatted(server, authority, token);
    }

    private void refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_KUBECONFIG");
        assertThat(fleet.count("select count(*) from clusters where name in"
                        + " ('no-kubeconfig', 'forbidden-form', 'unsure-way', 'nowhere', 'foreign', 'forged')"))
                .isZero();
    }

    private ClusterConnection opened(String name, String what) {
        return switch (connections.open(fleet.id(name), Purpose.own(what))) {
            case Reading.Known<ClusterConnection>(ClusterConnection connection) -> connection;
            case Reading.Unknown<ClusterConnection>(var why) -> throw new AssertionError(why.sentence());
        };
    }

    private static String token(ClusterConnection connection) {
        return connection.kubeconfig().replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    }
}
