package io.kspec.server.rollout.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.kspec.local.LocalOptions;
import io.kspec.server.access.Role;
import io.kspec.server.chart.Packed;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Fleet;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.ServerTest;
import io.kspec.server.testing.TestCluster;
import io.kspec.testkit.Program;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rollouts and undeployments in one real cluster, by what people do at the API.
@ServerTest
@Tag("apiserver")
final class OneClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> ENDS = Set.of("Completed", "Failed", "RolledBack", "Cancelled");
    private static final ResourceDefinitionContext GADGETS = new ResourceDefinitionContext.Builder()
            .withGroup("example.org")
            .withVersion("v1")
            .withKind("Gadget")
            .withPlural("gadgets")
            .withNamespaced(true)
            .build();

    private static TestCluster cluster;

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    Transactions transactions;

    @TempDir
    Path folder;

    private Http admin;
    private Fleet fleet;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start(LocalOptions.defaults());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void ask() {
        admin = new Http(server).with(callers.token(Role.Admin));
        fleet = new Fleet(admin, transactions);
    }

    @Test
    void anOperatorIsTakenOutAndItsCustomResourcesStay() {
        registered("leaves");
        assertThat(deployed("leaves", "1.0.0")).isEqualTo("Completed");
        String uid = gadget("stays");
        String place = "/api/v1/clusters/leaves/operators/leaves";

        Answer operatorInUse = admin.delete("/api/v1/operators/leaves");
        assertThat(operatorInUse.status()).isEqualTo(409);
        assertThat(operatorInUse.body()).contains("DELETE /api/v1/clusters/{cluster}/operators/leaves");
        Answer clusterInUse = fleet.delete("leaves");
        assertThat(clusterInUse.status()).isEqualTo(409);
        assertThat(clusterInUse.body()).contains("DELETE /api/v1/clusters/leaves/operators/{name}");

        Answer asked = admin.delete(place);
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        assertThat(asked.json().get("status").asText()).isEqualTo("Undeploying");
        assertThat(asked.header("Location")).endsWith(place + "/undeployment");
        JsonNode end = await("the end of the undeployment")
                .atMost(PATIENCE)
                .until(
                        () -> admin.get(place + "/undeployment").json(),
                        told -> !told.get("status").asText().equals("Undeploying"));

        assertThat(end.get("status").asText()).as(end.toPrettyString()).isEqualTo("Undeployed");
        assertThat(end.get("message").asText()).isEqualTo("1 custom resources and their definitions stay.");
        assertThat(gadgetUid("stays")).isEqualTo(uid);
        assertThat(colour("leaves")).isEmpty();
        assertThat(fleet.get("/leaves").json().get("deployedOperators")).isEmpty();
        List<String> audited = transactions.call(transaction -> transaction
                .fetch("select result from audit_entry where event = 'OperatorUndeployed' and resource_id = 'leaves'"
                        + " order by sequence")
                .map(row -> row.get(0, String.class)));
        assertThat(audited).containsExactly("Pending", "Success");
        assertThat(fleet.count(
                        "select count(*) from rollout_exports where rollout = cast(? as uuid)",
                        end.get("undeploymentId").asText()))
                .isEqualTo(1);
        assertThat(admin.delete(place).status()).isEqualTo(404);
        assertThat(fleet.delete("leaves").status()).isEqualTo(204);
        assertThat(admin.delete("/api/v1/operators/leaves").status()).isEqualTo(204);
    }

    @Test
    void aReleaseOfSomebodyElseIsTakenOverAndARollbackBringsItBack() throws IOException {
        Path chart = folder.resolve("sample-0.9.0.tgz");
        Files.write(chart, chart("0.9.0").bytes());
        helm("install", "theirs", chart.toString(), "-n", "theirs", "--create-namespace", "--set", "colour=by-hand");
        assertThat(colour("theirs")).isEqualTo("by-hand 0.9.0");
        registered("theirs");

        String id = begun("theirs", "1.0.0");
        JsonNode whole = ended(id);
        assertThat(whole.get("status").asText()).as(whole.toPrettyString()).isEqualTo("Completed");
        assertThat(whole.at("/clusterStatuses/0/previousVersion").asText()).isEqualTo("0.9.0");
        assertThat(whole.get("warnings").toString())
                .contains("installed by somebody else", "revision 1, chart sample 0.9.0, with values for [colour]");
        assertThat(colour("theirs")).isEqualTo("grey 1.0.0");

        Answer back =
                admin.post("/api/v1/deployments/%s/rollback".formatted(id), "{\"reason\":\"by hand was better\"}");
        assertThat(back.status()).as(back.body()).isEqualTo(202);

        JsonNode rolledBack = ended(id);
        assertThat(rolledBack.get("status").asText())
                .as(rolledBack.toPrettyString())
                .isEqualTo("RolledBack");
        assertThat(colour("theirs")).isEqualTo("by-hand 0.9.0");
        assertThat(helm("history", "theirs", "-n", "theirs", "-o", "json")).contains("sample-0.9.0", "sample-1.0.0");
    }

    @Test
    void anOperatorGoesBackInAClusterThatHasLeftItsAffinity() {
        registered("bound");
        bind("bound", "{\"environments\":[\"Development\"]}");
        assertThat(deployed("bound", "1.0.0")).isEqualTo("Completed");
        upload("bound", "2.0.0");
        String second = begun("bound", "2.0.0");
        assertThat(ended(second).get("status").asText()).isEqualTo("Completed");
        bind("bound", "{\"environments\":[\"Production\"]}");

        Answer forward = admin.post("/api/v1/deployments", order("bound", "1.0.0"));
        Answer back = admin.post("/api/v1/deployments/%s/rollback".formatted(second), "{\"reason\":\"slow\"}");

        assertThat(forward.status()).as(forward.body()).isEqualTo(400);
        assertThat(back.status()).as(back.body()).isEqualTo(202);
        JsonNode rolledBack = ended(second);
        assertThat(rolledBack.get("status").asText())
                .as(rolledBack.toPrettyString())
                .isEqualTo("RolledBack");
        assertThat(colour("bound")).isEqualTo("grey 1.0.0");
    }

    private void bind(String name, String affinity) {
        assertThat(admin.put("/api/v1/operators/" + name, "{\"clusterAffinity\":%s}".formatted(affinity))
                        .status())
                .isEqualTo(200);
    }

    /// A cluster and an operator of this name, with an uploaded chart.
    private void registered(String name) {
        assertThat(fleet.register(name, "Development", cluster.manager()).status())
                .isEqualTo(201);
        Answer operator = admin.post(
                "/api/v1/operators",
                "{\"name\":\"%1$s\",\"namespace\":\"%1$s\",\"chartRepository\":\"upload://charts\",\"chartName\":\"sample\",\"crdNames\":[\"gadgets.example.org\"]}"
                        .formatted(name));
        assertThat(operator.status()).as(operator.body()).isEqualTo(201);
        upload(name, "1.0.0");
    }

    private void upload(String name, String version) {
        Answer uploaded = admin.send(
                "POST",
                "/api/v1/operators/%s/versions".formatted(name),
                BodyPublishers.ofByteArray(chart(version).bytes()),
                "Content-Type",
                "application/gzip");
        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);
    }

    private static Packed chart(String version) {
        return Packed.chart(version)
                .file("sample/values.yaml", "colour: grey\n")
                .file("sample/templates/config.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: "{{ .Release.Name }}-config"}
                        data: {colour: "{{ .Values.colour }} {{ .Chart.Version }}"}
                        """)
                .file("sample/templates/deployment.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: "{{ .Release.Name }}"}
                        spec:
                          selector: {matchLabels: {app: sample}}
                          template:
                            metadata: {labels: {app: sample}}
                            spec: {containers: [{name: main, image: "sample:{{ .Chart.Version }}"}]}
                        """)
                .file("sample/crds/gadgets.yaml", """
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: {name: gadgets.example.org}
                        spec:
                          group: example.org
                          names: {kind: Gadget, plural: gadgets}
                          scope: Namespaced
                          versions:
                          - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
                        """);
    }

    private String begun(String name, String version) {
        Answer answer = admin.post("/api/v1/deployments", order(name, version));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().get("deploymentId").asText();
    }

    private static String order(String name, String version) {
        return "{\"operatorName\":\"%1$s\",\"targetVersion\":\"%2$s\",\"targetClusters\":[\"%1$s\"],\"strategy\":\"Direct\",\"directConfig\":{\"skipHealthChecks\":true}}"
                .formatted(name, version);
    }

    private String deployed(String name, String version) {
        return ended(begun(name, version)).get("status").asText();
    }

    private JsonNode ended(String id) {
        return await("the end of deployment " + id)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            fleet.execute("delete from rate_limit");
                            return admin.get("/api/v1/deployments/" + id).json();
                        },
                        whole -> ENDS.contains(whole.path("status").asText())
                                && !(whole.path("status").asText().equals("Completed")
                                        && fleet.count(
                                                        "select count(*) from rollout_commands where state = 'Open'"
                                                                + " and lane = 'RECORDS' and kind <> 'WakeAt'"
                                                                + " and rollout = cast(? as uuid)",
                                                        id)
                                                > 0));
    }

    private static KubernetesClient client() {
        return cluster.kubernetes().client();
    }

    private String helm(String... arguments) {
        Program.Answer answer = Program.named("helm", folder)
                .on(cluster.kubernetes().kubeconfig())
                .run(arguments);
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
        return answer.stdout();
    }

    /// What the chart's ConfigMap says; empty without one.
    private static String colour(String name) {
        var config = client().configMaps()
                .inNamespace(name)
                .withName(name + "-config")
                .get();
        return config == null ? "" : config.getData().get("colour");
    }

    private static String gadget(String name) {
        var gadget = new GenericKubernetesResource();
        gadget.setApiVersion("example.org/v1");
        gadget.setKind("Gadget");
        gadget.setMetadata(new ObjectMetaBuilder().withName(name).build());
        gadget.setAdditionalProperties(Map.of());
        return client().genericKubernetesResources(GADGETS)
                .inNamespace("default")
                .resource(gadget)
                .create()
                .getMetadata()
                .getUid();
    }

    private static String gadgetUid(String name) {
        List<GenericKubernetesResource> found = client().genericKubernetesResources(GADGETS)
                .inNamespace("default")
                .list()
                .getItems();
        return found.stream()
                .filter(gadget -> gadget.getMetadata().getName().equals(name))
                .map(gadget -> gadget.getMetadata().getUid())
                .findFirst()
                .orElse("");
    }
}
