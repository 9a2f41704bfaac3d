package io.kspec.operator;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.operator.admission.AdmissionMetrics;
import io.kspec.operator.admission.BreakerMetrics;
import io.kspec.operator.admission.DecisionLog;
import io.kspec.operator.admission.ReviewObservation;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditMetrics;
import io.kspec.operator.audit.AuditRecord;
import io.kspec.operator.audit.AuditRecord.Act;
import io.kspec.operator.certificate.CertificateMetrics;
import io.kspec.operator.drift.DriftMetrics;
import io.kspec.operator.guard.GuardMetrics;
import io.kspec.operator.leadership.Duty;
import io.kspec.operator.leadership.InstanceMetrics;
import io.kspec.operator.leadership.LeadershipMetrics;
import io.kspec.operator.metric.EventMetrics;
import io.kspec.operator.metric.Meters;
import io.kspec.operator.metric.ProcessMetrics;
import io.kspec.operator.report.ReportMetrics;
import io.kspec.operator.specification.FleetMetrics;
import io.kspec.operator.specification.ReconcileMetrics;
import io.kspec.operator.specification.ScanMetrics;
import io.kspec.operator.trace.Traces;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What others can see of a replica: every metric, registered at the start, its traces and its audit log.
record Observation(
        Meters meters,
        Traces traces,
        AuditLog audit,
        AdmissionMetrics admission,
        BreakerMetrics breaker,
        CertificateMetrics certificates,
        DriftMetrics drift,
        EventMetrics events,
        GuardMetrics guards,
        LeadershipMetrics leadership,
        ReconcileMetrics reconciles,
        ReportMetrics reports,
        ScanMetrics scans,
        Supplier<List<Rulebook>> active)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Observation.class);
    private static final List<String> WEBHOOKS = List.of("validate", "validate-specification", "mutate");
    private static final List<String> CONTROLLERS = List.of("clusterspecification");

    /// @param active the specifications in force
    static Observation begin(
            KubernetesClient client,
            OperatorOptions options,
            Clock clock,
            AuditLog audit,
            Supplier<List<Rulebook>> active) {
        var registry = new PrometheusRegistry();
        var meters = new Meters(registry, new Meters.ClusterLabels("local", clusterUid(client)));
        var traces = Traces.of(options.traces());
        ProcessMetrics.register(meters, version(), "");
        AuditMetrics.register(meters, audit);
        InstanceMetrics.register(meters, client, options.namespace(), clock);
        var observation = new Observation(
                meters,
                traces,
                audit,
                new AdmissionMetrics(meters, WEBHOOKS),
                new BreakerMetrics(meters),
                new CertificateMetrics(meters),
                new DriftMetrics(meters),
                new EventMetrics(meters),
                new GuardMetrics(meters, name -> active.get().stream()
                        .anyMatch(rulebook -> rulebook.specification().equals(name))),
                new LeadershipMetrics(meters),
                new ReconcileMetrics(meters, traces, CONTROLLERS),
                new ReportMetrics(meters),
                new ScanMetrics(meters, active),
                active);
        FleetMetrics.register(meters, observation.scans(), observation.drift()::drifting);
        return observation;
    }

    /// As the jar says; `unknown` for classes that were never put into one.
    static String version() {
        return Optional.ofNullable(Observation.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    private static String clusterUid(KubernetesClient client) {
        try {
            Namespace system = client.namespaces().withName("kube-system").get();
            return system == null ? "" : system.getMetadata().getUid();
        } catch (KubernetesClientException unreadable) {
            LOG.warn("the cluster's UID could not be read: {}", unreadable.getMessage());
            return "";
        }
    }

    /// Serves the figures of a feature that keeps a registry of its own.
    void alsoServes(PrometheusRegistry other) {
        MultiCollector all = other::scrape;
        meters.registry().register(all);
    }

    ReviewObservation reviews() {
        return new ReviewObservation(admission, traces);
    }

    DecisionLog decisions() {
        return new DecisionLog(admission, breaker, audit, active);
    }

    /// Tells when a term begins and ends.
    Duty terms(String replica) {
        return _ -> {
            audit.add(AuditRecord.of(Act.TERM_BEGAN, replica));
            return () -> {
                audit.add(AuditRecord.of(Act.TERM_ENDED, replica));
            };
        };
    }

    /// The specification is gone, and its series with it.
    void forget(String specification) {
        admission.forget(specification);
        drift.forget(specification);
        guards.forget(specification);
    }

    @Override
    public void close() {
        traces.close();
        audit.close();
    }
}
