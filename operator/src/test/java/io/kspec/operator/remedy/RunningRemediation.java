package io.kspec.operator.remedy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.Scan;
import io.kspec.kube.event.EventRecorder;
import io.kspec.kube.read.ClusterReader;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.resource.DriftReport;
import io.kspec.operator.Rulebooks;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.drift.DriftLog;
import io.kspec.operator.drift.DriftMetrics;
import io.kspec.operator.leadership.Term;
import io.kspec.operator.metric.Meters;
import io.kspec.operator.report.OpenReportsMode;
import io.kspec.operator.report.ReportMetrics;
import io.kspec.operator.report.ReportSettings;
import io.kspec.operator.report.ReportWriter;
import io.kspec.operator.report.Retention;
import io.kspec.operator.specification.ScanWatcher.Scanned;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Remediation of one namespace on a real API server, turn by turn on the test's own thread. Reports are kept in that
/// namespace.
final class RunningRemediation implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final KubernetesClient client;
    final String namespace;
    private final ClusterSpecification specification;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Meters meters = new Meters(registry, new Meters.ClusterLabels("local", ""));
    private final ReportMetrics reportMetrics = new ReportMetrics(meters);
    private final DriftMetrics driftMetrics = new DriftMetrics(meters);
    private final AuditLog audit = new AuditLog("test", Clock.systemUTC());
    private final EventRecorder events;
    private RemedyTurn turn;
    private String spec = "";

    RunningRemediation(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        Crds.install(client);
        this.specification = client.resource(client.getKubernetesSerialization()
                        .unmarshal("""
                        apiVersion: kspec.io/v1alpha1
                        kind: ClusterSpecification
                        metadata: {name: %s}
                        spec: {enforcement: {mode: monitor}, kubernetes: {minVersion: "1.20.0"}}
                        """.formatted(namespace), ClusterSpecification.class))
                .create();
        this.events = new EventRecorder(client, "test", () -> true, Clock.systemUTC());
        this.turn = term(() -> true);
    }

    /// Another leader begins, with nothing in memory.
    RemedyTurn term(Term term) {
        var reports = new ReportWriter(
                client,
                namespace,
                new ReportSettings(Duration.ofMinutes(5), new Retention(30, Optional.empty()), OpenReportsMode.FALSE),
                reportMetrics,
                term);
        turn = new RemedyTurn(
                new RemediationAccess(
                        client,
                        reports,
                        name -> Optional.of(new DriftLog.Owner(
                                namespace, specification.getMetadata().getUid(), Optional.empty())),
                        name -> Optional.of(Map.of("kubernetes.io/metadata.name", name)),
                        term),
                new RemedyNotices(events, audit, driftMetrics),
                Clock.systemUTC());
        return turn;
    }

    /// @param enforcement the block, as a flow mapping
    RunningRemediation demanding(String enforcement) {
        spec = """
                namespaceScope: {includeNamespaces: [%s]}
                podSecurity: {enforce: restricted}
                enforcement: %s
                """.formatted(namespace, enforcement);
        return this;
    }

    /// Every rule of Pod Security asks for remediation.
    RunningRemediation remediating() {
        return demanding("{mode: enforce, rules: [{rule: workload-security, mode: enforce, remediate: true},"
                + " {rule: privileged-containers, mode: enforce, remediate: true},"
                + " {rule: host-ports-are-unused, mode: enforce, remediate: true},"
                + " {rule: host-namespaces-are-not-shared, mode: enforce, remediate: true},"
                + " {rule: privilege-escalation-is-forbidden, mode: enforce, remediate: true},"
                + " {rule: capabilities-are-dropped, mode: enforce, remediate: true},"
                + " {rule: containers-run-as-non-root, mode: enforce, remediate: true},"
                + " {rule: seccomp-profiles-are-set, mode: enforce, remediate: true}]}");
    }

    /// Scans and carries out what follows.
    void scan() {
        turn.take(scanned());
    }

    Scanned scanned() {
        Rulebook rulebook = Rulebooks.of(namespace, spec);
        var now = Clock.systemUTC().instant();
        var result = Scan.cluster(
                rulebook, new ClusterReader(client, Optional.of(namespace)).read(Scan.reads(rulebook)), now);
        return new Scanned(specification, rulebook, result, now, Duration.ZERO);
    }

    GenericKubernetesResource create(String yaml) {
        return client.resource(client.getKubernetesSerialization()
                        .unmarshal(yaml.formatted(namespace), GenericKubernetesResource.class))
                .create();
    }

    /// A Deployment that breaks all of them, with metadata and template fields of its own beside.
    void deployment(String name, String metadata) {
        create("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: %s%s}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      hostPID: true
                      containers:
                      - name: side
                        image: registry.example/side:1
                        securityContext: {runAsNonRoot: true}
                      - name: app
                        image: registry.example/app:1
                        ports: [{containerPort: 8080, hostPort: 8080}]
                        securityContext: {privileged: true, capabilities: {add: [NET_RAW, NET_BIND_SERVICE]}}
                """.formatted(name, namespace, metadata.isEmpty() ? "" : ", " + metadata, name, name));
    }

    JsonNode deployment(String name) {
        try {
            return JSON.readTree(client.raw("/apis/apps/v1/namespaces/%s/deployments/%s".formatted(namespace, name)));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    List<DriftReport> reports() {
        return client.resources(DriftReport.class).inNamespace(namespace).list().getItems();
    }

    /// Reasons of the events on objects of that name.
    List<String> events(String of) {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(of)
                        && "kspec.io/operator".equals(event.getReportingController()))
                .map(event -> event.getReason())
                .toList();
    }

    /// How many actions had the result.
    double counted(String result) {
        return registry.scrape(name -> name.startsWith("kspec_remediation_actions")).stream()
                .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
                .filter(point -> result.equals(point.getLabels().get("result")))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    @Override
    public void close() {
        events.close();
        audit.close();
        client.resource(specification).delete();
    }
}
