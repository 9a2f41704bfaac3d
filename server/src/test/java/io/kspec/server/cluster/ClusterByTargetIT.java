package io.kspec.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.kube.access.ManagerRights;
import io.kspec.kube.resource.ClusterTarget;
import io.kspec.kube.resource.Crds;
import io.kspec.server.access.Role;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Fleet;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.LogLines;
import io.kspec.server.testing.ServerTest;
import io.kspec.server.testing.TestCluster;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One API server holds ClusterTargets, another is what they lead to. The server has on the first what
/// `kspec clusters add` gives it.
@ServerTest
@Tag("apiserver")
final class ClusterByTargetIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FLEET = "fleet";
    private static TestCluster hub;
    private static TestCluster led;

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    Transactions transactions;

    private Fleet fleet;

    @BeforeAll
    static void start() {
        hub = TestCluster.start();
        led = TestCluster.start();
        led.node("led-1", "True");
        Crds.install(hub.kubernetes().client());
        hub.kubernetes()
                .client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(FLEET)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void stop() {
        hub.close();
        led.close();
    }

    @BeforeEach
    void fleet() {
        fleet = new Fleet(new Http(server).with(callers.token(Role.Admin)), transactions);
        if (fleet.get("/hub").status() == 404) {
            assertThat(fleet.register("hub", "Development", hub.manager()).status())
                    .isEqualTo(201);
        }
    }

    @Test
    void aClusterSignsInByATargetAndNothingOfItIsStoredOrShown() {
        target("by-kubeconfig", "authMode: kubeconfig, kubeconfigSecretRef: {name: by-kubeconfig}");
        secret("by-kubeconfig", "kubeconfig", TestCluster.text(led.manager()));

        Answer registered = register("by-kubeconfig", "hub", "by-kubeconfig");
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        assertThat(registered.json().at("/clusterTarget/cluster").asText()).isEqualTo("hub");
        assertThat(registered.json().get("nodeCount").asInt()).isOne();
        assertThat(registered.json().get("warnings")).isEmpty();

        JsonNode one = fleet.get("/by-kubeconfig").json();
        assertThat(one.get("clusterTarget").toString())
                .isEqualTo("{\"cluster\":\"hub\",\"namespace\":\"fleet\",\"name\":\"by-kubeconfig\"}");
        assertThat(one.get("healthStatus").asText()).isEqualTo("Healthy");
        assertThat(health("by-kubeconfig").status()).isEqualTo(200);
        assertThat(fleet.count("select count(*) from cluster_credentials where holder_id is not null"
                        + " and sealed is null and target_name = 'by-kubeconfig'"))
                .isOne();
        assertThat(fleet.audited("hub")).contains("ClusterAccessed for registration of cluster by-kubeconfig");
    }

    @Test
    void whatTheSecretHoldsIsInNoAnswerNoLogNoAuditEntryAndNoColumn() {
        String kubeconfig = TestCluster.text(led.manager());
        String token = field(kubeconfig, "token");
        target("by-target-discreet", "authMode: kubeconfig, kubeconfigSecretRef: {name: by-target-discreet}");
        secret("by-target-discreet", "kubeconfig", kubeconfig);
        var answers = new ArrayList<String>();
        List<String> logged;
        try (var lines = new LogLines()) {
            answers.add(
                    register("by-target-discreet", "hub", "by-target-discreet").body());
            answers.add(fleet.get("/by-target-discreet").body());
            answers.add(health("by-target-discreet").body());
            secret("by-target-discreet", "kubeconfig", "token: [" + token);
            answers.add(register("by-target-discreet-again", "hub", "by-target-discreet")
                    .body());
            secret("by-target-discreet", "kubeconfig", kubeconfig.replace("https://", "http://"));
            answers.add(register("by-target-discreet-again", "hub", "by-target-discreet")
                    .body());
            logged = lines.so();
        }
        assertThat(answers).noneMatch(answer -> answer.contains(token));
        assertThat(logged).noneMatch(line -> line.contains(token));
        for (String table : List.of("audit_entry", "clusters", "cluster_credentials")) {
            List<String> rows = transactions.call(transaction -> transaction
                    .fetch("select t::text as line from " + table + " t")
                    .getValues("line", String.class));
            assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(token));
        }
    }

    @Test
    void theHolderMayBeNamedByItsIdAndTheTargetMayHoldABareToken() {
        String kubeconfig = TestCluster.text(led.manager());
        String token = field(kubeconfig, "token");
        String authority = field(kubeconfig, "certificate-authority-data");
        for (String mode : List.of("token", "serviceAccount")) {
            String name = "by-" + mode.toLowerCase(Locale.ROOT);
            target(
                    name,
                    "authMode: %s, %sSecretRef: {name: %s, key: it}, apiServerURL: '%s', caData: %s"
                            .formatted(mode, mode, name, led.kubernetes().server(), authority));
            secret(name, "it", token);

            assertThat(register(name, fleet.id("hub").toString(), name).status())
                    .isEqualTo(201);
            assertThat(health(name).status()).isEqualTo(200);
        }
    }

    @Test
    void aSecretThatIsRenewedIsUsedAtOnceAndOneThatIsGoneIsNamed() {
        target("renewed", "authMode: kubeconfig, kubeconfigSecretRef: {name: renewed-secret}");
        secret("renewed-secret", "kubeconfig", TestCluster.text(led.manager()));
        register("renewed", "hub", "renewed");
        assertThat(health("renewed").status()).isEqualTo(200);

        endTokens();
        await().atMost(Duration.ofSeconds(30)) // an API server remembers for some seconds whom it let in
                .untilAsserted(() -> assertThat(health("renewed").body()).contains("CLUSTER_UNREACHABLE", "(401)"));

        secret("renewed-secret", "kubeconfig", TestCluster.text(led.manager()));
        assertThat(health("renewed").status()).as("with the new token").isEqualTo(200);

        hubClient().secrets().inNamespace(FLEET).withName("renewed-secret").delete();
        Answer gone = health("renewed");
        assertThat(gone.code()).isEqualTo("CLUSTER_UNREACHABLE");
        assertThat(gone.json().at("/error/message").asText())
                .contains("there is no Secret fleet/renewed-secret", "cluster hub", "Create it there");

        secret("renewed-secret", "kubeconfig", TestCluster.text(led.manager()));
        assertThat(health("renewed").status()).isEqualTo(200);
    }

    @Test
    void aTargetThatCannotBeReadAnyMoreMakesTheClusterUnreachableAndSaysWhy() {
        target("fades", "authMode: kubeconfig, kubeconfigSecretRef: {name: fades}");
        secret("fades", "kubeconfig", TestCluster.text(led.manager()));
        register("fades", "hub", "fades");
        assertThat(health("fades").status()).isEqualTo(200);

        secret("fades", "other", "nothing");
        assertThat(health("fades").body()).contains("there is nothing under the key kubeconfig", "Secret fleet/fades");

        secret("fades", "kubeconfig", TestCluster.text(hub.manager()));
        assertThat(health("fades").body())
                .contains("it leads to " + hub.kubernetes().server());

        hubClient()
                .resources(ClusterTarget.class)
                .inNamespace(FLEET)
                .withName("fades")
                .delete();
        assertThat(health("fades").body()).contains("there is no ClusterTarget fleet/fades", "cluster hub");
        assertThat(fleet.change("fades", "{\"kubeconfig\": \"%s\"}".formatted(led.manager()))
                        .status())
                .isEqualTo(200);
        assertThat(health("fades").status()).as("with a credential of its own").isEqualTo(200);
    }

    @Test
    void aHolderThatIsSilentIsNamed() {
        target("silent", "authMode: kubeconfig, kubeconfigSecretRef: {name: silent}");
        secret("silent", "kubeconfig", TestCluster.text(led.manager()));
        register("silent", "hub", "silent");
        health("silent");

        hub.kubernetes().stopApiServer();
        try {
            Answer unread = health("silent");
            assertThat(unread.status()).isEqualTo(503);
            assertThat(unread.body()).contains("no answer", "cluster hub, which holds ClusterTarget fleet/silent");
        } finally {
            hub.kubernetes().startApiServer();
        }
    }

    @Test
    void aClusterThatHoldsTargetsOfOthersIsDeletedOnlyByForceAndKeepsItsCredential() {
        target("held", "authMode: kubeconfig, kubeconfigSecretRef: {name: held}");
        secret("held", "kubeconfig", TestCluster.text(led.manager()));
        fleet.register("holder", "Development", hub.manager());
        assertThat(register("held", "holder", "held").status()).isEqualTo(201);

        Answer refused = fleet.delete("holder");
        assertThat(refused.code()).isEqualTo("IN_USE");
        assertThat(refused.json().at("/error/details/0/message").asText())
                .isEqualTo("clusters that sign in by a ClusterTarget it holds: held");
        Answer chained = fleet.change("holder", "{\"clusterTarget\": %s}".formatted(reference("hub", "held")));
        assertThat(chained.code()).as(chained.body()).isEqualTo("IN_USE");
        Answer chain = register("chain", "held", "held");
        assertThat(chain.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(chain.body()).contains("clusterTarget.cluster", "a kubeconfig of its own");

        assertThat(fleet.delete("holder?force=true").status()).isEqualTo(204);
        assertThat(health("held").body()).contains("cluster holder is not registered any more");
        Answer moved = fleet.change("held", "{\"clusterTarget\": %s}".formatted(reference("hub", "held")));
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(health("held").status()).isEqualTo(200);
        assertThat(fleet.delete("held").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            absent        |                                                                    | there is no ClusterTarget
            no-secret     | authMode: kubeconfig, kubeconfigSecretRef: {name: nowhere}         | there is no Secret fleet/nowhere
            workload      | authMode: workloadIdentity, apiServerURL: 'https://example.org'    | workloadIdentity
            insecure      | authMode: kubeconfig, kubeconfigSecretRef: {name: forms}, insecureSkipTLSVerify: true | insecureSkipTLSVerify
            proxied       | authMode: kubeconfig, kubeconfigSecretRef: {name: forms}, proxyURL: 'http://p' | proxyURL
            elsewhere     | authMode: kubeconfig, kubeconfigSecretRef: {name: forms, namespace: default} | namespace default
            other-server  | authMode: kubeconfig, kubeconfigSecretRef: {name: forms}, apiServerURL: 'https://example.org' | apiServerURL
            plain-http    | authMode: token, tokenSecretRef: {name: forms, key: token}, apiServerURL: 'http://127.0.0.1' | no https address
            runs-program  | authMode: kubeconfig, kubeconfigSecretRef: {name: forms, key: exec} | it would run a program
            no-yaml       | authMode: kubeconfig, kubeconfigSecretRef: {name: forms, key: broken} | no YAML
            two-lines     | authMode: token, tokenSecretRef: {name: forms, key: broken}, apiServerURL: 'https://example.org' | no token
            """)
    void aTargetThatIsNotSupportedIsRefusedByName(String name, String spec, String why) {
        String good = TestCluster.text(led.manager());
        secret(
                "forms",
                Map.of(
                        "kubeconfig",
                        good,
                        "token",
                        field(good, "token"),
                        "exec",
                        good.replaceFirst("token: \\S+", "exec: {command: steal, apiVersion: v1}"),
                        "broken",
                        "hidden: [hunter2\nhidden: *hunter2"));
        if (spec != null) {
            target(name, spec);
        }
        Answer answer = register("form-" + name, "hub", name);
        assertThat(answer.code()).isEqualTo("INVALID_KUBECONFIG");
        assertThat(answer.json().at("/error/details/0/field").asText()).isEqualTo("clusterTarget");
        assertThat(answer.body()).contains(why).doesNotContain("hunter2");
        assertThat(fleet.get("/form-" + name).status()).isEqualTo(404);
    }

    @Test
    void anUnknownHolderAndAWrongReferenceAreRefusedAsOtherRequestsAre() {
        Answer unknown = register("unknown-holder", "nobody", "x");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("CLUSTER_NOT_FOUND");
        assertThat(fields(unknown)).containsExactly("clusterTarget.cluster");
        ObjectNode both = body("both", "hub", "../secrets/x").put("kubeconfig", "aGVsbG8=");
        assertThat(fields(fleet.register(both)))
                .containsExactlyInAnyOrder("kubeconfig", "clusterTarget", "clusterTarget.name");
        assertThat(fields(fleet.change("hub", "{\"clusterTarget\": %s}".formatted(reference("hub", "x")))))
                .containsExactly("clusterTarget.cluster");
    }

    private static List<String> fields(Answer answer) {
        return answer.json().at("/error/details").findValuesAsText("field");
    }

    private Answer register(String name, String holder, String target) {
        return fleet.register(body(name, holder, target));
    }

    private static ObjectNode body(String name, String holder, String target) {
        ObjectNode body = JSON.createObjectNode().put("name", name).put("environment", "Development");
        body.set("clusterTarget", reference(holder, target));
        return body;
    }

    private static ObjectNode reference(String holder, String target) {
        return JSON.createObjectNode()
                .put("cluster", holder)
                .put("namespace", FLEET)
                .put("name", target);
    }

    private Answer health(String name) {
        return fleet.get("/" + name + "/health");
    }

    private static KubernetesClient hubClient() {
        return hub.kubernetes().client();
    }

    private static void target(String name, String spec) {
        hubClient()
                .resource(Serialization.unmarshal("""
                        apiVersion: kspec.io/v1alpha1
                        kind: ClusterTarget
                        metadata: {name: %s, namespace: fleet}
                        spec: {%s}
                        """.formatted(name, spec), ClusterTarget.class))
                .create();
    }

    private static void secret(String name, String key, String value) {
        secret(name, Map.of(key, value));
    }

    /// In the place of what is there.
    private static void secret(String name, Map<String, String> values) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(FLEET)
                .endMetadata()
                .withStringData(values)
                .build();
        hubClient().resource(secret).delete();
        hubClient().resource(secret).create();
    }

    /// Tokens are bound to the account they are of: those of one that was made anew are refused.
    private static void endTokens() {
        KubernetesClient client = led.kubernetes().client();
        ServiceAccount account = new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(ManagerRights.NAME)
                .withNamespace("kspec-system")
                .endMetadata()
                .build();
        client.resource(account).delete();
        client.resource(account).create();
    }

    private static String field(String kubeconfig, String field) {
        return kubeconfig.replaceAll("(?s).*" + field + ": \"?([^\"\\s]+).*", "$1");
    }
}
