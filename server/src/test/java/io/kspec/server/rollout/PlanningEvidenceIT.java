package io.kspec.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.definition.Applied;
import io.kspec.kube.definition.DefinitionWriter;
import io.kspec.kube.definition.Served;
import io.kspec.kube.definition.ServedCheck;
import io.kspec.server.access.Role;
import io.kspec.server.chart.Packed;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What planning concludes from the custom resources of a real cluster, and what people are asked.
@ServerTest
@Tag("apiserver")
final class PlanningEvidenceIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String DEPLOYMENTS = "/api/v1/deployments";

    private static TestCluster cluster;
    private static ApiCalls calls;

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    Transactions transactions;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String plural = "p" + mark;
    private final String operator = "operator-" + mark;
    private Http requester;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
        calls = new ApiCalls(cluster.kubernetes().client(), Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void register() {
        requester = new Http(server).with(callers.token(Role.Admin));
        assertThat(requester.post("/api/v1/operators", """
                                {"name":"%s","namespace":"x","chartRepository":"upload://charts","chartName":"sample"}""".formatted(operator)).status())
                .isEqualTo(201);
        upload("2.0.0", definition("size: {type: string}"));
        serve("size: {type: string}, note: {type: string}");
    }

    @Test
    void aRemovedFieldThatNobodyUsesNeedsNoConsent() {
        create("one", "{\"size\": \"1\"}");

        JsonNode planned = planned(deploy(manager()));

        assertThat(planned.path("approvalStatus").asText()).isEqualTo("NotRequired");
        assertThat(planned.path("approvals")).isEmpty();
        assertThat(planned.path("warnings").toString()).contains("None of 1 objects in %s sets it".formatted(operator));
    }

    @Test
    void oneInUseNeedsConsentAndNamesObjectAndCount() {
        create("one", "{\"size\": \"1\"}");
        create("two", "{\"note\": \"x\"}");

        JsonNode planned = planned(deploy(manager()));

        assertThat(planned.path("approvalStatus").asText()).isEqualTo("Pending");
        assertThat(planned.path("approvals")).isNotEmpty();
        assertThat(planned.path("warnings").toString())
                .contains(
                        "1 of 2 objects set it",
                        operator + "/default/two",
                        "are exported and the export is read again");
        JsonNode asked = requester
                .get("/api/v1/approvals/" + planned.at("/approvals/0").asText())
                .json();
        assertThat(asked.path("type").asText()).isEqualTo("PossibleDataLoss");
        assertThat(asked.path("quorum").asInt()).isEqualTo(2);
        assertThat(asked.path("crdName").asText()).isEqualTo(plural + ".example.com");
    }

    @Test
    void whatMayNotBeReadIsNotTakenAsUnused() {
        create("one", "{\"size\": \"1\"}");
        cluster.kubernetes()
                .client()
                .load(new ByteArrayInputStream(HALF.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();

        JsonNode planned = planned(deploy(account("half")));

        assertThat(planned.path("approvalStatus").asText()).isEqualTo("Pending");
        assertThat(planned.path("warnings").toString())
                .contains("what was not read counts as used", "may not list")
                .doesNotContain("sets it");
    }

    @Test
    void whatTheApiServerRefusesIsToldBeforeAnybodyIsAsked() {
        // Only the API server estimates what an expression costs.
        upload("3.0.0", definition("""
                size: {type: string}, note: {type: string}, all: {type: array, items: {type: array, items: {type: string}},
                  x-kubernetes-validations: [{rule: "self.all(a, self.all(b, a.all(c, b.all(d, c == d))))"}]}""".replace('\n', ' ')));

        String path = DEPLOYMENTS + "/" + deploy(manager(), "3.0.0");
        JsonNode failed = await("the refusal")
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> requester.get(path).json(),
                        json -> json.path("status").asText().equals("Failed"));

        assertThat(failed.at("/error/message").asText())
                .contains("CRD_INCOMPATIBLE", plural, "would not be taken", "cost");
        assertThat(failed.path("approvals")).isEmpty();
    }

    @Test
    void aChartThatCannotWorkOnItsObjectsWaitsForConsentAndASoundOneIsNotAccused() {
        String sound = definition("size: {type: string}, note: {type: string}")
                .replace("storage: true", "storage: true\n      subresources: {status: {}}");
        serve(json(sound));
        upload("4.0.0", sound, REST.formatted(plural));
        upload(
                "4.0.1",
                sound,
                REST.formatted(plural)
                        .replace("%s/status".formatted(plural), "%s/other".formatted(plural))
                        .replace("name: hook\n", "name: elsewhere\n"));

        JsonNode broken = planned(deploy(manager(), "4.0.1", "Production"));
        assertThat(broken.path("warnings").toString())
                .contains(
                        "The operator cannot work on its objects: by the chart's roles no account of its workloads"
                                + " (x/%s) may update or patch %s/status".formatted(operator, plural),
                        "Every write of an object is refused: the webhook check.example.com fails closed and the"
                                + " Service x/hook, which it calls, is neither in the chart nor on " + operator);
        assertThat(kinds(broken)).contains("BreakingCrdChange");
        JsonNode whole = planned(deploy(manager(), "4.0.0", "Production"));
        assertThat(whole.path("warnings").toString()).doesNotContain("The operator", "Every write");
        assertThat(kinds(whole)).contains("ProductionDeployment").doesNotContain("BreakingCrdChange");
    }

    @Test
    void aConversionThatCannotBeAskedIsToldAndNotTakenAsSound() {
        String converting = definition("size: {type: string}") + CONVERTED.formatted(mark);
        serve(json(converting));
        create("one", "{\"size\": \"1\"}");
        upload("5.0.0", converting);

        assertThat(planned(deploy(manager(), "5.0.0")).path("warnings").toString())
                .contains("It is not known whether the conversion that is installed now loses anything"
                        + ": of https://away-%s.default.svc:443/".formatted(mark));
    }

    private List<String> kinds(JsonNode planned) {
        return planned.path("approvals")
                .valueStream()
                .map(id -> requester
                        .get("/api/v1/approvals/" + id.asText())
                        .json()
                        .path("type")
                        .asText())
                .toList();
    }

    private void upload(String version, String definition) {
        upload(version, definition, "");
    }

    private void upload(String version, String definition, String templates) {
        byte[] chart = Packed.chart(version)
                .file("sample/crds/things.yaml", definition)
                .file("sample/templates/all.yaml", templates)
                .bytes();
        Answer uploaded = requester.send(
                "POST",
                "/api/v1/operators/%s/versions".formatted(operator),
                HttpRequest.BodyPublishers.ofByteArray(chart),
                "Content-Type",
                "application/gzip");
        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);
    }

    private String deploy(String kubeconfig) {
        return deploy(kubeconfig, "2.0.0");
    }

    private String deploy(String kubeconfig, String version) {
        return deploy(kubeconfig, version, "Development");
    }

    private String deploy(String kubeconfig, String version, String environment) {
        var fleet = new Fleet(requester, transactions);
        if (requester.get("/api/v1/clusters/" + operator).status() == 404) {
            Answer registered = fleet.register(operator, environment, kubeconfig);
            assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        }
        Answer accepted = requester.post(DEPLOYMENTS, """
                {"operatorName":"%1$s","targetVersion":"%2$s","targetClusters":["%1$s"],"strategy":"Direct"}""".formatted(operator, version));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return accepted.json().get("deploymentId").asText();
    }

    private static String manager() {
        return cluster.manager();
    }

    private static String account(String name) {
        try {
            return TestCluster.base64(Files.readString(cluster.kubernetes().kubeconfigFor("kspec-system", name)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// The deployment once planning has said something about it; it is cancelled then.
    private JsonNode planned(String deployment) {
        String path = DEPLOYMENTS + "/" + deployment;
        JsonNode whole = await("the plan")
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> requester.get(path).json(),
                        json -> !json.path("approvals").isEmpty()
                                || (!json.path("warnings").isEmpty()
                                        && json.path("approvalStatus").asText().equals("NotRequired")));
        requester.delete(path);
        return whole;
    }

    private void create(String name, String spec) {
        String path = "/apis/example.com/v1/namespaces/default/" + plural;
        String object = """
                {"apiVersion": "example.com/v1", "kind": "Thing%s", "metadata": {"name": "%s"}, "spec": %s}""".formatted(mark, name, spec);
        io.kspec.kube.call.Answer made = calls.send(Call.post(path, json(object)));
        assertThat(made).isInstanceOf(io.kspec.kube.call.Answer.Done.class);
    }

    private void serve(String fields) {
        serve(json(definition(fields)));
    }

    private static void serve(ObjectNode definition) {
        assertThat(new DefinitionWriter(calls).apply(definition, Set.of())).isInstanceOf(Applied.Done.class);
        assertThat(new ServedCheck(calls, new RequestPace(20)).await(Optional.empty(), definition, SOON))
                .isEqualTo(new Served.Yes());
    }

    private String definition(String fields) {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %1$s.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {kind: Thing%2$s, listKind: Thing%2$sList, plural: %1$s, singular: %1$s}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema:
                        openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {%3$s}}}}
                """.formatted(plural, mark, fields);
    }

    private static ObjectNode json(String yaml) {
        return Serialization.unmarshal(yaml, ObjectNode.class);
    }

    /// What follows the first version of a definition that a webhook converts.
    private static final String CONVERTED = """
              - {name: v2, served: true, storage: false, schema: {openAPIV3Schema: {type: object}}}
            conversion:
              strategy: Webhook
              webhook:
                conversionReviewVersions: [v1]
                clientConfig: {service: {namespace: default, name: "away-%s"}}
            """.indent(2);

    /// What a chart has beside its definition; the plural of that is to be filled in.
    private static final String REST = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: "{{ .Release.Name }}"}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: "{{ .Release.Name }}"}
            spec:
              selector: {matchLabels: {app: sample}}
              template:
                metadata: {labels: {app: sample}}
                spec: {serviceAccountName: "{{ .Release.Name }}", containers: [{name: main, image: sample}]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: "{{ .Release.Name }}"}
            rules:
              - {apiGroups: [example.com], resources: [%1$s], verbs: [get, list, watch]}
              - {apiGroups: [example.com], resources: [%1$s/status], verbs: [patch]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: "{{ .Release.Name }}"}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "{{ .Release.Name }}"}
            subjects: [{kind: ServiceAccount, name: "{{ .Release.Name }}", namespace: "{{ .Release.Namespace }}"}]
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: hook
            spec: {selector: {app: sample}, ports: [{port: 443}]}
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: "{{ .Release.Name }}"}
            webhooks:
              - name: check.example.com
                admissionReviewVersions: [v1]
                sideEffects: None
                failurePolicy: Fail
                clientConfig: {service: {namespace: "{{ .Release.Namespace }}", name: hook}}
                rules: [{apiGroups: [example.com], apiVersions: [v1], resources: [%1$s], operations: [CREATE]}]
            """;

    private static final String HALF = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: half, namespace: kspec-system}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: half}
            rules:
              - {apiGroups: ["", apps, apiextensions.k8s.io, rbac.authorization.k8s.io], resources: ["*"], verbs: ["*"]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: half}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: half}
            subjects: [{kind: ServiceAccount, name: half, namespace: kspec-system}]
            """;
}
