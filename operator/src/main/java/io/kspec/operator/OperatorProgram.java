package io.kspec.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.exemption.Approvals;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.kube.write.FencedClient;
import io.kspec.operator.admission.AdmissionLimits;
import io.kspec.operator.admission.AdmissionServer;
import io.kspec.operator.admission.AdmissionSettings;
import io.kspec.operator.admission.AdmissionWatcher;
import io.kspec.operator.admission.DefaultsReview;
import io.kspec.operator.admission.ShadowCounts;
import io.kspec.operator.admission.SpecificationReview;
import io.kspec.operator.admission.WorkloadReview;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditRecord;
import io.kspec.operator.certificate.CertificateDuty;
import io.kspec.operator.certificate.CertificateState;
import io.kspec.operator.certificate.Certificates;
import io.kspec.operator.certificate.RegisteredTrust;
import io.kspec.operator.devops.DevOpsController;
import io.kspec.operator.devops.DevOpsMetrics;
import io.kspec.operator.devops.DevOpsSettings;
import io.kspec.operator.endpoint.Check;
import io.kspec.operator.endpoint.EndpointSettings;
import io.kspec.operator.endpoint.HealthServer;
import io.kspec.operator.endpoint.MetricsServer;
import io.kspec.operator.guard.GuardKeeper;
import io.kspec.operator.guard.GuardSettings;
import io.kspec.operator.leadership.Duty;
import io.kspec.operator.leadership.Leadership;
import io.kspec.operator.migration.OlderCronJobs;
import io.kspec.operator.namespace.NamespaceCache;
import io.kspec.operator.specification.SpecificationCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running replica of the operator: everything it does starts in the constructor and ends with [#close].
///
/// Admission comes first and stays whatever else fails; guards are registered only when admission serves. What only
/// one replica may do are duties of the leader.
public final class OperatorProgram implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorProgram.class);
    /// Who records: the source of audit records.
    static final String AUDIT_SOURCE = "/kspec/operator";

    private static final Duration LOOP_PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    private final SpecificationCache specifications;
    private final ShadowCounts shadows;
    private final NamespaceCache namespaces;
    private final Optional<AdmissionServer> admission;
    private final DevOpsMetrics devops = new DevOpsMetrics();
    private final Leadership leadership;
    private final Observation observation;
    private final Optional<HealthServer> health;
    private final Optional<MetricsServer> metrics;
    private final Certificates certificates;
    private final Clock clock;
    private volatile CertificateState certificateState;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean draining;

    /// Starts everything and returns when admission serves.
    ///
    /// @param client stays the caller's to close
    public OperatorProgram(KubernetesClient client, OperatorOptions options, Clock clock) {
        this(client, options, clock, new AuditLog(AUDIT_SOURCE, clock));
    }

    /// @param audit takes the acts of this replica; closed with it
    public OperatorProgram(KubernetesClient client, OperatorOptions options, Clock clock, AuditLog audit) {
        this.clock = clock;
        this.specifications = new SpecificationCache(
                client, options.defaultMode(), options.admission().failurePolicy());
        this.observation = Observation.begin(client, options, clock, audit, specifications::active);
        this.certificates = new Certificates(
                client,
                options.namespace(),
                new RegisteredTrust(client, GuardKeeper.REGISTRATION, clock),
                clock,
                observation.certificates());
        this.certificateState = CertificateState.of(certificates.current(), clock.instant());
        observation.alsoServes(devops.registry());
        this.shadows = new ShadowCounts(clock);
        shadows.measuredBy(observation.meters());
        specifications.onChange(() -> shadows.keepOnly(
                specifications.active().stream().map(Rulebook::specification).collect(Collectors.toSet())));
        this.namespaces = new NamespaceCache(client);
        this.admission = admission(options.admission());
        admission.ifPresent(server -> server.observe(observation.reviews()));
        admission.ifPresent(server -> certificates.serveWith(server::reload));
        certificates.onChange(specifications::announce);
        this.leadership = new Leadership(
                client,
                options.namespace(),
                options.leadership(),
                duties(client, options, clock),
                clock,
                observation.leadership());
        this.health = health(options.endpoints());
        this.metrics = options.endpoints()
                .metrics()
                .map(address -> new MetricsServer(vertx, address, observation.meters(), MetricsServer.Rate.USUAL));
        LOG.info(
                "kspec operator is ready: admission on port {}, health on port {}, metrics on port {}",
                admission.map(AdmissionServer::port).map(String::valueOf).orElse("none (switched off)"),
                health.map(HealthServer::port).map(String::valueOf).orElse("none (switched off)"),
                metrics.map(MetricsServer::port).map(String::valueOf).orElse("none (switched off)"));
    }

    /// What the leader does, begun in this order.
    private List<Duty> duties(KubernetesClient client, OperatorOptions options, Clock clock) {
        var replica = new SpecificationDuty.Replica(
                options.namespace(),
                options.reports(),
                guards(options),
                specifications,
                namespaces,
                certificates::caBundle,
                () -> admission.map(_ -> certificateState),
                shadows,
                observation,
                clock);
        var serving = new CertificateDuty.Setting(
                options.namespace(),
                options.certManager(),
                certificates,
                specifications::certificateIssuer,
                this::certificateIs,
                clock);
        return List.of(
                observation.terms(OperatorOptions.replica()),
                term -> new CertificateDuty(FencedClient.of(client, term::holds), serving, term),
                term -> new SpecificationDuty(FencedClient.of(client, term::holds), replica, term),
                term -> new OlderCronJobs(FencedClient.of(client, term::holds), clock),
                // DevOpsPolicies: the whole of io.kspec.operator.devops
                term -> new DevOpsController(
                        FencedClient.of(client, term::holds), DevOpsSettings.usual(), devops, term, clock));
    }

    private Optional<AdmissionServer> admission(AdmissionSettings settings) {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        AdmissionWatcher watcher = observation.decisions();
        var workloads = new WorkloadReview(specifications::active, namespaces, clock, shadows, watcher);
        observation.breaker().of(workloads::breakers);
        var defaults = new DefaultsReview(specifications::active, namespaces, clock, watcher);
        var ownKinds =
                new SpecificationReview(settings.trustedAppliers(), specifications::library, clock, this::noteApproval);
        return Optional.of(new AdmissionServer(
                vertx,
                new AdmissionServer.Address(settings.host(), settings.port(), certificates.current()),
                AdmissionLimits.STANDARD,
                AdmissionServer.paths(
                        workloads, ownKinds, settings.mutation() ? Optional.of(defaults) : Optional.empty())));
    }

    private void certificateIs(CertificateState state) {
        if (!certificateState.equals(state)) {
            certificateState = state;
            specifications.announce();
        }
    }

    private void noteApproval(Approvals.Approval given) {
        observation
                .audit()
                .add(AuditRecord.of(
                        AuditRecord.Act.EXEMPTION_APPROVED,
                        "exemption " + given.exemption(),
                        "approver",
                        given.approver(),
                        "appliedBy",
                        given.appliedBy()));
    }

    private Optional<HealthServer> health(EndpointSettings settings) {
        List<Check> checks = checks();
        Check.measured(observation.meters(), checks);
        var signs = new HealthServer.Signs(
                () -> admission.map(AdmissionServer::answers).orElseGet(Future::succeededFuture),
                LOOP_PATIENCE,
                checks,
                leadership::sentence);
        return settings.health().map(address -> new HealthServer(vertx, address, signs));
    }

    private List<Check> checks() {
        return List.of(
                check("specifications", specifications::ready, "the specifications have not been read yet"),
                check("namespaces", namespaces::ready, "the namespaces have not been read yet"),
                check(
                        "certificate",
                        () -> clock.instant().isBefore(certificates.current().notAfter()),
                        "the serving certificate has ended"),
                check("shutdown", () -> !draining, "this replica is on its way out"));
    }

    private static Check check(String name, BooleanSupplier holds, String otherwise) {
        return new Check(name, () -> holds.getAsBoolean() ? Optional.empty() : Optional.of(otherwise));
    }

    /// 0 when health is not served.
    public int healthPort() {
        return health.map(HealthServer::port).orElse(0);
    }

    /// 0 when metrics are not served.
    public int metricsPort() {
        return metrics.map(MetricsServer::port).orElse(0);
    }

    private GuardSettings guards(OperatorOptions options) {
        AdmissionSettings settings = options.admission();
        Optional<String> url = settings.url()
                .map(base -> base + ":" + admission.map(AdmissionServer::port).orElse(settings.port()));
        return new GuardSettings(
                options.namespace(), settings.exemptNamespaces(), url, settings.enabled(), settings.mutation(), true);
    }

    /// Hands over before [#close]: is not ready any more, gives the Lease back at once, and answers admission for as
    /// long as API servers may still send it here, each time asking them to go elsewhere.
    ///
    /// @param time that the cluster needs to notice
    public void drain(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        draining = true;
        LOG.info("kspec operator is stopping: others take over, admission answers for another {}", time);
        admission.ifPresent(AdmissionServer::sendAway);
        leadership.close();
        try {
            var _ = closed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends in the reverse order of the start. Registrations stay: other replicas serve them.
    @Override
    public void close() {
        closed.countDown();
        leadership.close();
        certificates.close();
        admission.ifPresent(AdmissionServer::close);
        health.ifPresent(HealthServer::close);
        metrics.ifPresent(MetricsServer::close);
        namespaces.close();
        specifications.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
        observation.close();
    }
}
