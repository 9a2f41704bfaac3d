package io.kspec.kube.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.definition.Applied;
import io.kspec.kube.definition.DefinitionWriter;
import io.kspec.kube.definition.Served;
import io.kspec.kube.definition.ServedCheck;
import io.kspec.kube.managed.Cluster;
import io.kspec.kube.managed.ServedWidgets;
import io.kspec.kube.managed.Widgets;
import io.kspec.kube.workload.WorkloadRef;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Part;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("apiserver")
final class OperatorProbesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant CRASHED = Instant.parse("2026-01-01T11:59:00Z");
    private static final ProbedOperator NOTHING =
            new ProbedOperator(List.of(), List.of(), List.of(), Optional.empty(), List.of());

    private static LocalKubernetes cluster;
    private static ApiCalls calls;
    private static OperatorProbes probes;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        calls = new ApiCalls(cluster.client(), SOON);
        probes = new OperatorProbes(calls, new RequestPace(20), SOON, UrlWebhooks.NOT_ASKED);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void restartsAreDatedByTheCheckThatSawThemCounted() {
        new Cluster(cluster.client()).apply(WORKLOAD);
        status("web-1", "Running", "True", 0, "{\"running\": {}}");
        status("web-2", "Running", "False", 4, "{\"waiting\": {\"reason\": \"CrashLoopBackOff\"}}");
        ProbedOperator operator = controlledBy("web");
        Evidence.Pods first = pods(probes.probe(operator, List.of(), NOW));
        assertThat(first.expected()).isEqualTo(3);
        assertThat(first.pods())
                .containsExactlyInAnyOrder(
                        new Evidence.Pod(
                                "web-1",
                                true,
                                true,
                                List.of(new Evidence.Container("web", 0, List.of(), Optional.empty()))),
                        new Evidence.Pod(
                                "web-2",
                                true,
                                false,
                                List.of(new Evidence.Container(
                                        "web", 4, List.of(CRASHED), Optional.of("CrashLoopBackOff")))));
        status("web-2", "Running", "False", 6, "{\"waiting\": {\"reason\": \"CrashLoopBackOff\"}}");
        Evidence.Pods second = pods(probes.probe(operator, List.of(first), NOW.plusSeconds(30)));
        assertThat(second.pods().getLast().containers().getFirst().recentRestarts())
                .containsExactly(CRASHED, CRASHED, CRASHED);
        assertThat(pods(probes.probe(operator, List.of(second), NOW.plus(Duration.ofHours(1))))
                        .pods())
                .allSatisfy(pod ->
                        assertThat(pod.containers().getFirst().recentRestarts()).isEmpty());
    }

    @Test
    void usageIsMeasuredAgainstTheLimitsWhereThereIsAMetricsApi() {
        var metrics = new Widgets("metrics.k8s.io").definition(Map.of());
        metrics.withObject("/metadata").put("name", "pods.metrics.k8s.io");
        metrics.withObject("/metadata/annotations").put("api-approved.kubernetes.io", "unapproved, for a test");
        metrics.withObject("/spec/names")
                .put("plural", "pods")
                .put("singular", "pod")
                .put("kind", "PodMetrics");
        metrics.withObject("/spec/names").put("listKind", "PodMetricsList");
        metrics.withObject("/spec/versions/0").put("name", "v1beta1").set("schema", Widgets.json("""
                {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}
                """));

        assertThat(new DefinitionWriter(calls).apply(metrics, Set.of())).isInstanceOf(Applied.Done.class);
        assertThat(new ServedCheck(calls, new RequestPace(20)).await(Optional.empty(), metrics, SOON))
                .isEqualTo(new Served.Yes());
        new Cluster(cluster.client())
                .apply(WORKLOAD.replace("web", "busy")
                        .replace("busy}]}", "busy, resources: {limits: {cpu: 100m, memory: 64Mi}}}]}"));
        String path = new Widgets("metrics.k8s.io").path("v1beta1").replace("widgets", "pods");
        ServedWidgets.done(calls.send(Call.post(path, Widgets.json("""
                {"apiVersion": "metrics.k8s.io/v1beta1", "kind": "PodMetrics",
                 "metadata": {"name": "busy-1", "namespace": "default", "labels": {"app": "busy"}},
                 "containers": [{"name": "busy", "usage": {"cpu": "90m", "memory": "32Mi"}}]}
                """))));
        Evidence.Pods busy = pods(probes.probe(controlledBy("busy"), List.of(), NOW));
        assertThat(busy.cpuUsagePercent()).hasValue(90.0);
        assertThat(busy.memoryUsagePercent()).hasValue(50.0);
        ServedWidgets.done(calls.send(Call.delete(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/pods.metrics.k8s.io", Widgets.json("{}"))));
    }

    @Test
    void whatCannotBeReadIsUnread() {
        assertThat(probes.probe(controlledBy("nobody"), List.of(), NOW))
                .singleElement()
                .satisfies(evidence -> assertThat(evidence)
                        .isInstanceOfSatisfying(Evidence.Unread.class, unread -> assertThat(unread.part())
                                .isEqualTo(Part.PODS)));
        var operator = new ProbedOperator(
                controlledBy("web").controllers(),
                List.of("any"),
                List.of(),
                Optional.empty(),
                List.of("widgets.any.example.org"));
        try (KubernetesClient away = new Cluster(cluster.client()).away()) {
            var blind = new OperatorProbes(new ApiCalls(away, SOON), new RequestPace(20), SOON, UrlWebhooks.NOT_ASKED);
            assertThat(blind.probe(operator, List.of(), NOW))
                    .isNotEmpty()
                    .allSatisfy(evidence -> assertThat(evidence).isInstanceOf(Evidence.Unread.class))
                    .extracting(Evidence::part)
                    .contains(Part.PODS, Part.WEBHOOK, Part.CRDS, Part.RECONCILIATION);
        }
    }

    @Test
    void customResourcesShowWhatTheirOperatorObserved() {
        ServedWidgets served = ServedWidgets.in(calls, "observed.example.org", Map.of("size", "integer"));
        served.create("seen", "{\"size\": 1}");
        served.create("fresh", "{\"size\": 1}");
        ServedWidgets.done(
                calls.send(Call.merge(served.widgets().path("v1") + "/seen/status", Widgets.json("""
                        {"status": {"observedGeneration": 1, "conditions": [
                          {"type": "Ready", "status": "False", "lastTransitionTime": "2026-01-01T11:00:00Z"}]}}
                        """), "operator")));
        served.merge("seen", "{\"spec\": {\"size\": 2}}");
        ProbedOperator operator = new ProbedOperator(
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of("widgets.observed.example.org", "no.example.org"));
        List<Evidence> first = probes.probe(operator, List.of(), NOW);
        Evidence.Crds crds = definitions(first);
        assertThat(crds.expected()).containsExactly("widgets.observed.example.org", "no.example.org");
        assertThat(crds.found()).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo("widgets.observed.example.org");
            assertThat(found.established()).isTrue();
            assertThat(found.served()).contains("v1");
            assertThat(found.stored()).containsExactly("v1");
            assertThat(found.schemaDigest()).hasSize(64);
        });
        assertThat(definitions(probes.probe(operator, first, NOW))).isEqualTo(crds);
        assertThat(definitions(probes.probe(operator, List.of(), NOW)))
                .as("digested anew")
                .isEqualTo(crds);
        Evidence.CustomResources resources = resources(first);
        assertThat(resources.lastReconciliation()).isPresent();
        assertThat(resources.resources()).hasSize(2).last().satisfies(seen -> {
            assertThat(seen.name()).isEqualTo("widgets.observed.example.org/default/seen");
            assertThat(seen.generation()).isEqualTo(2);
            assertThat(seen.observedGeneration()).contains(1L);
            assertThat(seen.conditions())
                    .containsExactly(new Evidence.Condition("Ready", "False", Instant.parse("2026-01-01T11:00:00Z")));
        });
        assertThat(resources.resources().getFirst().hasStatus()).isFalse();
        assertThat(resources.resources())
                .allSatisfy(one -> assertThat(one.kindHasStatus()).isTrue());
        Instant since = resources.resources().getLast().generationSince();
        served.merge("seen", "{\"metadata\": {\"labels\": {\"team\": \"blue\"}}}");
        assertThat(resources(probes.probe(operator, first, NOW))
                        .resources()
                        .getLast()
                        .generationSince())
                .isEqualTo(since);
    }

    @Test
    void aWebhookIsReachedByATriedChangeOfACustomResource() throws Exception {
        ServedWidgets served = ServedWidgets.in(calls, "tried.example.org", Map.of());
        served.create("one", "{}");
        String authority;
        try (TinyWebhook webhook = TinyWebhook.start(scratch, 30)) {
            authority = webhook.authority();
            register("tried", webhook.url(), authority, "tried.example.org");
            assertThat(webhook(hookedBy("tried"))).satisfies(reached -> {
                assertThat(reached.reachable()).isTrue();
                assertThat(reached.certificateTrusted()).isTrue();
                assertThat(reached.certificateExpiresAt()).isPresent();
                assertThat(reached.latency()).isPositive();
            });
            register("tried", webhook.url(), cluster.client().getConfiguration().getCaCertData(), "tried.example.org");
            assertThat(webhook(hookedBy("tried"))).satisfies(refused -> {
                assertThat(refused.reachable()).isFalse();
                assertThat(refused.certificateTrusted()).isFalse();
            });
            register("tried", webhook.url(), authority, "tried.example.org");
        }
        assertThat(webhook(hookedBy("tried"))).satisfies(gone -> {
            assertThat(gone.reachable()).isFalse();
            assertThat(gone.certificateTrusted()).isTrue();
        });
    }

    @Test
    void aWebhookThatNeverAnswersIsNotReached() throws Exception {
        ServedWidgets served = ServedWidgets.in(calls, "deaf.example.org", Map.of());
        served.create("one", "{}");
        try (TinyWebhook webhook = TinyWebhook.start(scratch, 30)) {
            register("deaf", webhook.deafUrl(), webhook.authority(), "deaf.example.org");
            assertThat(webhook(hookedBy("deaf")).reachable()).isFalse();
            var hasty = new OperatorProbes(calls, new RequestPace(20), Duration.ofSeconds(3), UrlWebhooks.NOT_ASKED);
            assertThat(webhook(hasty.probe(hooks("deaf"), List.of(), NOW)).reachable())
                    .isFalse();
        }
    }

    @Test
    void aWebhookByUrlIsAskedDirectlyOnlyWhereThatIsAllowed() throws Exception {
        try (TinyWebhook webhook = TinyWebhook.start(scratch, 5)) {
            register("direct", webhook.url(), webhook.authority(), "nobodys.example.org");
            ProbedOperator operator =
                    new ProbedOperator(List.of(), List.of("direct"), List.of(), Optional.empty(), List.of());
            assertThat(of(probes.probe(operator, List.of(), NOW), Part.WEBHOOK)).isInstanceOf(Evidence.Unread.class);
            var direct = new OperatorProbes(calls, new RequestPace(20), SOON, UrlWebhooks.ASKED);
            Evidence.Webhook reached = (Evidence.Webhook) of(direct.probe(operator, List.of(), NOW), Part.WEBHOOK);
            assertThat(reached.reachable()).isTrue();
            assertThat(reached.certificateTrusted()).isTrue();
            assertThat(Duration.between(
                            Instant.now(), reached.certificateExpiresAt().orElseThrow()))
                    .isLessThan(Duration.ofDays(6));
            register(
                    "direct",
                    webhook.url(),
                    cluster.client().getConfiguration().getCaCertData(),
                    "nobodys.example.org");
            Evidence.Webhook wrong = (Evidence.Webhook) of(direct.probe(operator, List.of(), NOW), Part.WEBHOOK);
            assertThat(wrong.certificateTrusted()).isFalse();
            assertThat(wrong.certificateExpiresAt()).isEqualTo(reached.certificateExpiresAt());
        }
    }

    @Test
    void aWebhookAtAServiceWithoutPodsIsNotReached() {
        new Cluster(cluster.client()).apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: lonely}
                spec: {ports: [{port: 443}]}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: lonely, labels: {release: lonely}}
                webhooks:
                - name: lonely.example.org
                  admissionReviewVersions: [v1]
                  sideEffects: None
                  clientConfig: {service: {namespace: default, name: lonely}}
                  rules: [{apiGroups: [no.example.org], apiVersions: [v1], resources: [things], operations: [UPDATE]}]
                """);
        ProbedOperator operator =
                new ProbedOperator(List.of(), List.of(), List.of(), Optional.of("release=lonely"), List.of());
        Evidence.Webhook lonely = (Evidence.Webhook) of(probes.probe(operator, List.of(), NOW), Part.WEBHOOK);
        assertThat(lonely.reachable()).isFalse();
        assertThat(lonely.endpointUrl()).isEqualTo("https://lonely.default.svc:443/");
    }

    @Test
    void anOperatorWithoutPartsHasNoEvidenceOfThem() {
        assertThat(probes.probe(NOTHING, List.of(), NOW)).isEmpty();
    }

    @Test
    void aClusterSaysItsVersionAndItsNodes() {
        new Cluster(cluster.client()).apply("""
                apiVersion: v1
                kind: Node
                metadata: {name: one}
                """);
        assertThat(new ClusterProbe(calls, SOON).probe())
                .isInstanceOfSatisfying(ClusterState.Reachable.class, state -> {
                    assertThat(state.version()).startsWith("v1.");
                    assertThat(state.latency()).isPositive();
                    assertThat(state.nodes()).isEqualTo(new Reading.Known<>(new ClusterState.Nodes(0, 1)));
                });
        try (KubernetesClient away = new Cluster(cluster.client()).away()) {
            assertThat(new ClusterProbe(new ApiCalls(away, SOON), SOON).probe())
                    .isInstanceOf(ClusterState.Unreachable.class);
        }
    }

    private static ProbedOperator controlledBy(String deployment) {
        return new ProbedOperator(
                List.of(new WorkloadRef(WorkloadRef.Kind.DEPLOYMENT, "default", deployment)),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static List<Evidence> hookedBy(String name) {
        return probes.probe(hooks(name), List.of(), NOW);
    }

    private static ProbedOperator hooks(String name) {
        return new ProbedOperator(
                List.of(),
                List.of(name),
                List.of(),
                Optional.empty(),
                List.of("widgets.%s.example.org".formatted(name)));
    }

    private static Evidence.Webhook webhook(List<Evidence> evidence) {
        return (Evidence.Webhook) of(evidence, Part.WEBHOOK);
    }

    private static Evidence.Pods pods(List<Evidence> evidence) {
        return (Evidence.Pods) of(evidence, Part.PODS);
    }

    private static Evidence.Crds definitions(List<Evidence> evidence) {
        return evidence.stream()
                .filter(Evidence.Crds.class::isInstance)
                .map(Evidence.Crds.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Evidence.CustomResources resources(List<Evidence> evidence) {
        return (Evidence.CustomResources) of(evidence, Part.RECONCILIATION);
    }

    private static Evidence of(List<Evidence> evidence, Part part) {
        return evidence.stream().filter(one -> one.part() == part).findFirst().orElseThrow();
    }

    private static void register(String name, String url, String authority, String group) {
        new Cluster(cluster.client()).apply("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: %1$s}
                webhooks:
                - name: %1$s.example.org
                  admissionReviewVersions: [v1]
                  sideEffects: None
                  failurePolicy: Fail
                  timeoutSeconds: 5
                  clientConfig: {url: "%2$s", caBundle: %3$s}
                  rules: [{apiGroups: [%4$s], apiVersions: [v1], resources: [widgets], operations: [CREATE, UPDATE]}]
                """.formatted(name, url, authority, group));
    }

    private static void status(String pod, String phase, String ready, int restarts, String state) {
        ObjectNode status = Widgets.json("""
                {"status": {"phase": "%s", "conditions": [{"type": "Ready", "status": "%s"}],
                  "containerStatuses": [{"name": "web", "image": "web", "imageID": "", "ready": %s, "restartCount": %d,
                    "state": %s, "lastState": %s}]}}
                """.formatted(
                        phase,
                        ready,
                        ready.equals("True"),
                        restarts,
                        state,
                        restarts == 0
                                ? "{}"
                                : "{\"terminated\": {\"exitCode\": 1, \"finishedAt\": \"%s\"}}".formatted(CRASHED)));
        ServedWidgets.done(
                calls.send(Call.merge("/api/v1/namespaces/default/pods/%s/status".formatted(pod), status, "kubelet")));
    }

    private static final String WORKLOAD = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: registry.example/web}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web-1, labels: {app: web}}
            spec: {containers: [{name: web, image: registry.example/web}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web-2, labels: {app: web}}
            spec: {containers: [{name: web, image: registry.example/web}]}
            """;
}
