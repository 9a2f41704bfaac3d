package io.kspec.cli.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.cli.Kspec;
import io.kspec.core.remedy.Remedies;
import io.kspec.core.remedy.Remedy;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.kube.read.WorkloadObjects;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands on a real API server, about a Deployment that was changed as the operator changes it.
@ApiServer
final class RemediationCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPEC = """
            podSecurity: {enforce: restricted}
            enforcement:
              mode: enforce
              rules:
              - {rule: host-namespaces-are-not-shared, mode: enforce, remediate: true}
              - {rule: containers-are-unprivileged, mode: enforce, remediate: true}
              - {rule: containers-run-as-non-root, mode: enforce, remediate: true}
            """;

    @TempDir
    private Path home;

    private final LocalKubernetes cluster;
    private final KubernetesClient client;
    private final Kubectl kubectl;
    private final String namespace;

    RemediationCommandIT(
            LocalKubernetes cluster, KubernetesClient client, Kubectl kubectl, @TestNamespace String namespace) {
        this.cluster = cluster;
        this.client = client;
        this.kubectl = kubectl;
        this.namespace = namespace;
    }

    @BeforeEach
    void aDeploymentIsChanged() {
        var answer = kubectl.runWithInput("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      hostPID: true
                      containers: [{name: app, image: "registry.example/app:1", securityContext: {privileged: true}}]
                """.formatted(namespace), "apply", "-f", "-");
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
        Rulebook rulebook =
                switch (Rulebook.compile("prod", Serialization.unmarshal(SPEC, ClusterSpec.class))) {
                    case Rulebook.Compilation.Compiled compiled -> compiled.rulebook();
                    case Rulebook.Compilation.Refused refused ->
                        throw new IllegalArgumentException(refused.problems().toString());
                };
        var remedies = new Remedies(
                rulebook,
                new Circumstances(NamespaceLabels.UNKNOWN, Clock.systemUTC().instant()));
        var writer = new ObjectWriter(client, Remedy.MANAGER);
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> { // the Deployment's controller writes too
                            var apply = (Remedy.Apply) remedies.of(web());
                            return writer.write(new Change.Demand(
                                            WorkloadObjects.kind(WorkloadKind.DEPLOYMENT),
                                            apply.document(),
                                            Remedy.MANAGER,
                                            "test"))
                                    instanceof Outcome.Done;
                        });
        assertThat(pod().has("hostPID")).isFalse();
    }

    @Test
    void whatWasChangedIsListedForPeopleAndPrograms() {
        Kspec.Ended table = run("list", "-n", namespace);
        assertThat(table.code()).isZero();
        assertThat(table.out())
                .contains("deployment/web")
                .contains("spec.template.spec.hostPID: true -> absent")
                .contains("host-namespaces-are-not-shared");
        assertThat(run("list", "-n", namespace, "-o", "json").out())
                .contains("\"path\"")
                .contains("/spec/template/spec/hostPID");
    }

    @Test
    void aDryRunPutsNothingBack() {
        Kspec.Ended ended = run("undo", "deploy/web", "-n", namespace, "--dry-run");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("spec.template.spec.hostPID: absent -> true")
                .contains("dry run");
        assertThat(pod().has("hostPID")).isFalse();
    }

    @Test
    void oneCommandPutsEverythingBackOnce() {
        Kspec.Ended ended = run("undo", "deployment/web", "-n", namespace);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("put back").contains("kspec.io/remediation");
        assertThat(pod().path("hostPID").asBoolean()).isTrue();
        assertThat(pod().at("/containers/0/securityContext/privileged").asBoolean())
                .isTrue();
        assertThat(pod().at("/securityContext/runAsNonRoot").isMissingNode()).isTrue();
        assertThat(web().at("/metadata/annotations")
                        .path("kspec.io/remediation")
                        .asText())
                .isEqualTo("disabled");
        Kspec.Ended again = run("undo", "deployment/web", "-n", namespace);
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("was not changed");
        assertThat(run("list", "-n", namespace).out()).contains("nothing was changed");
    }

    @Test
    void whatSomebodyChangedSinceStays() {
        kubectl.run(
                "patch",
                "deployment",
                "web",
                "-n",
                namespace,
                "-p={\"spec\":{\"template\":{\"spec\":{\"securityContext\":{\"runAsNonRoot\":false}}}}}");
        Kspec.Ended ended = run("undo", "deployment/web", "-n", namespace, "-o", "json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .contains("\"changedSince\"")
                .contains("/spec/template/spec/securityContext/runAsNonRoot");
        assertThat(pod().path("hostPID").asBoolean()).isTrue();
        assertThat(pod().at("/securityContext/runAsNonRoot").asBoolean(true)).isFalse();
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(run("undo", "deployment/none", "-n", namespace).code()).isEqualTo(3);
        assertThat(run("undo", "pod/web", "-n", namespace).code()).isEqualTo(2);
        assertThat(run("undo", "web", "-n", namespace).code()).isEqualTo(2);
        assertThat(run().code()).isEqualTo(2);
    }

    private JsonNode pod() {
        return web().at("/spec/template/spec");
    }

    private JsonNode web() {
        try {
            return JSON.readTree(client.raw("/apis/apps/v1/namespaces/%s/deployments/web".formatted(namespace)));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private Kspec.Ended run(String... words) {
        var line = new ArrayList<>(List.of("remediation"));
        line.addAll(List.of(words));
        if (words.length > 0) {
            line.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
        }
        return Kspec.at(home).run(line.toArray(String[]::new));
    }
}
