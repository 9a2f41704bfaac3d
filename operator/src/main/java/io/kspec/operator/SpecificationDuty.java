package io.kspec.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.report.ReportResult;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.Scan;
import io.kspec.kube.event.EventRecorder;
import io.kspec.kube.read.CapabilityReader;
import io.kspec.kube.read.ClusterProjection;
import io.kspec.kube.resource.ComplianceReport;
import io.kspec.operator.admission.ShadowCounts;
import io.kspec.operator.certificate.CertificateState;
import io.kspec.operator.drift.ComplianceDrift;
import io.kspec.operator.drift.DriftConfigCache;
import io.kspec.operator.drift.DriftLog;
import io.kspec.operator.drift.DriftNotices;
import io.kspec.operator.drift.DriftTimetable;
import io.kspec.operator.guard.GuardDemand;
import io.kspec.operator.guard.GuardKeeper;
import io.kspec.operator.guard.GuardSettings;
import io.kspec.operator.leadership.Term;
import io.kspec.operator.namespace.NamespaceCache;
import io.kspec.operator.openreport.OpenReportsKeeper;
import io.kspec.operator.remedy.Remediation;
import io.kspec.operator.remedy.RemediationAccess;
import io.kspec.operator.remedy.RemedyNotices;
import io.kspec.operator.report.ReportSettings;
import io.kspec.operator.report.ReportWriter;
import io.kspec.operator.specification.ComplianceDriftWatch;
import io.kspec.operator.specification.ExemptionAudit;
import io.kspec.operator.specification.ReconcileMetrics;
import io.kspec.operator.specification.ScanWatcher;
import io.kspec.operator.specification.Scanner;
import io.kspec.operator.specification.SpecificationCache;
import io.kspec.operator.specification.SpecificationObservation;
import io.kspec.operator.specification.SpecificationReader;
import io.kspec.operator.specification.SpecificationReconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the leader does for specifications during one term: scans, reports, statuses, guards and their drift.
final class SpecificationDuty implements AutoCloseable {
    private static final int RETRY_MILLIS = 1000;
    private static final int LONGEST_RETRY_MILLIS = 60_000;

    private final SpecificationCache specifications;
    private final Runnable stopListening;
    private final EventRecorder events;
    private final DriftLog drift;
    private final DriftConfigCache configs;
    private final ComplianceDrift compliance;
    private final Remediation remediation;
    private final GuardKeeper guards;
    private final DriftTimetable timetable;
    private final ClusterProjection projection;
    private final Operator controllers;
    /// Told of changed guards; it is made after them.
    private volatile Runnable guardsChanged = () -> {};
    /// Told of changed DriftConfigs; the same.
    private volatile Runnable settingsChanged = () -> {};

    /// What a term takes from the replica, which lives longer.
    ///
    /// @param caBundle PEM of the authority of admission's certificate
    /// @param certificate how the serving certificate stands; empty when admission is not served, or nobody looked
    ///     yet
    /// @param shadows what the replica would have refused
    /// @param observation what others can see of it
    record Replica(
            String namespace,
            ReportSettings reports,
            GuardSettings guards,
            SpecificationCache specifications,
            NamespaceCache namespaces,
            Supplier<String> caBundle,
            Supplier<Optional<CertificateState>> certificate,
            ShadowCounts shadows,
            Observation observation,
            Clock clock) {}

    /// @param client that writes only while the term holds
    SpecificationDuty(KubernetesClient client, Replica replica, Term term) {
        this.specifications = replica.specifications();
        Observation seen = replica.observation();
        var reports = new ReportWriter(client, replica.namespace(), replica.reports(), seen.reports(), term);
        this.events = new EventRecorder(client, OperatorOptions.replica(), term::holds, replica.clock());
        seen.events().of(events);
        var notices = new DriftNotices(seen.drift(), seen.audit(), events, specifications::owner);
        this.drift = new DriftLog(reports, specifications::owner, notices, replica.clock());
        this.configs = new DriftConfigCache(client, () -> settingsChanged.run());
        this.compliance = new ComplianceDrift(drift, name -> lastReport(reports, name), configs::of);
        this.remediation = new Remediation(
                new RemediationAccess(client, reports, specifications::owner, replica.namespaces(), term),
                new RemedyNotices(events, seen.audit(), seen.drift()),
                replica.clock());
        this.guards = new GuardKeeper(
                client,
                replica.guards().on(new CapabilityReader(client, Duration.ZERO, replica.clock()).read()),
                () -> new GuardDemand(
                        specifications.active(),
                        replica.caBundle().get(),
                        replica.namespaces().all(),
                        configs.now()),
                drift,
                seen.guards(),
                term,
                replica.clock(),
                () -> guardsChanged.run());
        this.projection = new ClusterProjection(client, replica.clock());
        this.timetable = new DriftTimetable(
                client,
                configs,
                new DriftTimetable.Setting(
                        guards::compareAll,
                        () -> specifications.active().stream()
                                .map(Rulebook::specification)
                                .toList(),
                        name -> guards.state().of(name).pending().size() + compliance.open(name),
                        replica.reports().interval()),
                term,
                replica.clock());
        settingsChanged = () -> guards.compareAll(timetable::wake);
        settingsChanged.run();
        Runnable stopSpecifications = specifications.onChange(() -> {
            guards.wake();
            timetable.wake();
        });
        Runnable stopNamespaces = replica.namespaces().onChange(guards::wake);
        this.stopListening = () -> {
            stopSpecifications.run();
            stopNamespaces.run();
        };
        SpecificationReconciler reconciler = reconciler(client, replica, reports, term);
        this.controllers = controllers(client, reconciler, seen.reconciles());
        var standing = new Standing(seen, specifications);
        guardsChanged = () -> {
            standing.changed(guards.state());
            timetable.wake();
            wakeAll(reconciler);
        };
        guardsChanged.run();
    }

    private SpecificationReconciler reconciler(
            KubernetesClient client, Replica replica, ReportWriter reports, Term term) {
        var scanner = new Scanner(
                specifications::compile,
                this::cluster,
                reports,
                watchers(client, replica, term),
                replica.reports().interval(),
                replica.clock());
        var reader = new SpecificationReader(client, guards::state, replica.certificate(), replica.shadows());
        var observation = new SpecificationObservation(replica.observation().reconciles(), events);
        return new SpecificationReconciler(reader, scanner, observation, replica.clock());
    }

    private ScanWatcher watchers(KubernetesClient client, Replica replica, Term term) {
        Observation seen = replica.observation();
        return ScanWatcher.all(List.of(
                seen.scans(),
                new ExemptionAudit(seen.audit()),
                new ComplianceDriftWatch(compliance, timetable::wake),
                remediation,
                new OpenReportsKeeper(client, replica.reports().openReports(), Observation.version(), term)));
    }

    /// Empty when it cannot be read.
    private static Optional<List<ReportResult>> lastReport(ReportWriter reports, String specification) {
        try {
            return Optional.of(reports.newest(ComplianceReport.class, specification)
                    .map(report -> report.getSpec().results())
                    .orElse(List.of()));
        } catch (KubernetesClientException unreadable) {
            return Optional.empty();
        }
    }

    /// From memory, unless a rule of the user's reads what is not kept there.
    private ClusterView cluster(Rulebook rulebook) {
        projection.keepOnly(Stream.concat(Stream.of(rulebook), specifications.active().stream())
                .flatMap(active -> Scan.reads(active).stream())
                .collect(Collectors.toUnmodifiableSet()));
        return Scan.readsBeyondTheEssence(rulebook)
                ? projection.readWhole(Scan.reads(rulebook))
                : projection.read(Scan.reads(rulebook));
    }

    private static Operator controllers(
            KubernetesClient client, SpecificationReconciler reconciler, ReconcileMetrics metrics) {
        var operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withMetrics(metrics)
                .withStopOnInformerErrorDuringStartup(false));
        var retry = new GenericRetry()
                .setInitialInterval(RETRY_MILLIS)
                .setMaxInterval(LONGEST_RETRY_MILLIS)
                .setMaxAttempts(-1);
        operator.register(reconciler, controller -> controller.withRetry(retry));
        operator.start();
        return operator;
    }

    /// Those on their way out as well: the controller takes what it sees just after a write of its own for that
    /// write, and would not look again at one that was deleted meanwhile.
    private void wakeAll(SpecificationReconciler reconciler) {
        specifications.names().forEach(reconciler::wake);
    }

    /// Ends in the reverse order of the start. Registrations stay: other replicas serve them.
    @Override
    public void close() {
        stopListening.run();
        controllers.stop();
        remediation.close();
        projection.close();
        timetable.close();
        guards.close();
        configs.close();
        drift.close();
        events.close();
    }
}
