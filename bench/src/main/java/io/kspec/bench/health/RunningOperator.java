package io.kspec.bench.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.cluster.Until;
import io.kspec.bench.https.Doors;
import io.kspec.bench.server.ManagedCluster;
import io.kspec.bench.server.Widgets;
import io.kspec.kube.health.ProbedOperator;
import io.kspec.kube.workload.WorkloadRef;
import io.kspec.testkit.Program;
import io.kspec.testkit.sample.SampleCharts;
import io.kspec.testkit.sample.SampleVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The sample operator at work on a real control plane: its pod runs, it has reconciled widgets, and a webhook of
/// this process admits every change of them.
final class RunningOperator {
    static final String NAME = "widgets";
    static final String NAMESPACE = "widgets-system";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private RunningOperator() {}

    /// All of it.
    static ProbedOperator whole() {
        return new ProbedOperator(
                pods().controllers(),
                webhooks().validating(),
                List.of(),
                Optional.empty(),
                resources().definitions());
    }

    static ProbedOperator pods() {
        return new ProbedOperator(
                List.of(new WorkloadRef(WorkloadRef.Kind.DEPLOYMENT, NAMESPACE, NAME)),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /// With the definition: what is asked of a webhook is a change of one of its objects.
    static ProbedOperator webhooks() {
        return new ProbedOperator(
                List.of(), List.of(NAME), List.of(), Optional.empty(), List.of(SampleCharts.DEFINITION));
    }

    static ProbedOperator resources() {
        return new ProbedOperator(List.of(), List.of(), List.of(), Optional.empty(), List.of(SampleCharts.DEFINITION));
    }

    /// Returns when it has reconciled so many widgets.
    static void install(ManagedCluster cluster, Doors doors, int widgets, Path scratch) throws InterruptedException {
        KubernetesClient client = cluster.cluster().client();
        Program.Answer helm = Program.named("helm", scratch)
                .on(cluster.cluster().kubeconfig())
                .run(
                        "install",
                        NAME,
                        SampleCharts.folder(SampleVersion.FIRST, scratch).toString(),
                        "--namespace=" + NAMESPACE,
                        "--create-namespace");
        if (!helm.succeeded()) {
            throw new BenchmarkFailed("helm did not install the sample operator: " + helm.stderr());
        }
        Until.so(PATIENCE, "ready pod of the sample operator", () -> isReady(client));
        var objects = new Widgets(client);
        objects.create(widgets, 1_000, "of the benchmark");
        Until.so(PATIENCE, "reconciled widgets", () -> objects.reconciled() == widgets);
        client.resource(webhook(doors.open(RunningOperator::admit), doors)).create();
    }

    private static boolean isReady(KubernetesClient client) {
        var deployment = client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(NAME)
                .get();
        return deployment != null
                && Optional.ofNullable(deployment.getStatus().getReadyReplicas())
                                .orElse(0)
                        > 0;
    }

    private static String webhook(int port, Doors doors) {
        String authority = Base64.getEncoder()
                .encodeToString(doors.identity().certificate().getBytes(StandardCharsets.US_ASCII));
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: %s}
                webhooks:
                  - name: widgets.sample.kspec.io
                    admissionReviewVersions: [v1]
                    sideEffects: None
                    failurePolicy: Fail
                    timeoutSeconds: 2
                    clientConfig: {url: "https://127.0.0.1:%d/validate", caBundle: %s}
                    rules:
                      - {apiGroups: [sample.kspec.io], apiVersions: [v1], resources: [widgets], operations: [UPDATE]}
                """.formatted(NAME, port, authority);
    }

    private static Doors.Answer admit(Doors.Asked review) {
        try {
            String uid = new ObjectMapper()
                    .readTree(review.body())
                    .at("/request/uid")
                    .asText();
            String answer = """
                    {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
                     "response": {"uid": "%s", "allowed": true}}""".formatted(uid);
            return new Doors.Answer(200, answer.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException other) {
            return new Doors.Answer(400, new byte[0]);
        }
    }
}
