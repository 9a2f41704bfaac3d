package io.kspec.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.admission.Admission;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.Decision;
import io.kspec.core.exemption.Approvals;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.operator.admission.AdmissionServer;
import io.kspec.operator.admission.AdmissionSettings;
import io.kspec.operator.admission.SpecificationReview;
import io.kspec.operator.certificate.CertificateStore;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditRecord;
import io.kspec.operator.certificate.ServingCertificate;
import io.kspec.operator.endpoint.Check;
import io.kspec.operator.endpoint.EndpointSettings;
import io.kspec.operator.endpoint.HealthServer;
import io.kspec.operator.endpoint.MetricsServer;
import io.kspec.operator.guard.GuardSettings;
import io.kspec.operator.leadership.Duty;
import io.kspec.operator.leadership.Leadership;
import io.kspec.operator.namespace.NamespaceCache;
import io.kspec.operator.specification.SpecificationCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

    private static final Duration RENEWAL_CHECK = Duration.ofHours(1);
    private static final Duration LOOP_PATIENCE = Duration.ofSeconds(5);
    private static final String SERVING_SECRET = "kspec-webhook-tls";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("certificates").daemon().factory());
    private final SpecificationCache specifications;
    private final NamespaceCache namespaces;
    private final Optional<AdmissionServer> admission;
    private final Leadership leadership;
    private final Observation observation;
    private final Optional<HealthServer> health;
    private final Optional<MetricsServer> metrics;
    private final Clock clock;
    private volatile ServingCertificate certificate;
    private volatile boolean closing;

    /// Starts everything and returns when admission serves.
    ///
    /// @param client stays the caller's to close
    public OperatorProgram(KubernetesClient client, OperatorOptions options, Clock clock) {
        this(client, options, clock, new AuditLog(AUDIT_SOURCE, clock));
    }

    /// @param audit takes the acts of this replica; closed with it
    public OperatorProgram(KubernetesClient client, OperatorOptions options, Clock clock, AuditLog audit) {
        this.clock = clock;
        this.specifications = new SpecificationCache(client);
        this.observation = Observation.begin(client, options.traces(), audit, specifications::active);
        var store = new CertificateStore(client, options.namespace(), clock);
        long asked = System.nanoTime();
        this.certificate = store.current();
        observation.certificates().provisioned(Duration.ofNanos(System.nanoTime() - asked));
        observation.certificates().expires(SERVING_SECRET, certificate.notAfter());
        this.namespaces = new NamespaceCache(client);
        this.admission = admission(options.admission());
        admission.ifPresent(server -> server.observe(observation.reviews()));
        this.leadership = new Leadership(duties(client, options, clock));
        this.health = health(options.endpoints());
        this.metrics = options.endpoints()
                .metrics()
                .map(address ->
                        new MetricsServer(vertx, address, observation.meters(), MetricsServer.Rate.USUAL));
        var _ = renewal.scheduleWithFixedDelay(
                () -> renew(store), RENEWAL_CHECK.toMillis(), RENEWAL_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        LOG.info(
                "kspec operator is ready: admission on port {}, health on port {}, metrics on port {}",
                admission.map(AdmissionServer::port).map(String::valueOf).orElse("none (switched off)"),
                health.map(HealthServer::port).map(String::valueOf).orElse("none (switched off)"),
                metrics.map(MetricsServer::port).map(String::valueOf).orElse("none (switched off)"));
    }

    /// What the leader does, begun in this order.
    private List<Duty> duties(KubernetesClient client, OperatorOptions options, Clock clock) {
        var replica = new SpecificationDuty.Replica(
                client,
                options.namespace(),
                options.reports(),
                guards(options),
                specifications,
                () -> certificate.caBundle(),
                () -> admission.map(_ -> certificate.notAfter()),
                observation,
                clock);
        return List.of(observation.terms(OperatorOptions.replica()), term -> new SpecificationDuty(replica, term));
    }

    private Optional<AdmissionServer> admission(AdmissionSettings settings) {
        return settings.enabled()
                ? Optional.of(new AdmissionServer(
                        vertx,
                        settings.host(),
                        settings.port(),
                        certificate,
                        this::judge,
                        new SpecificationReview(
                                settings.trustedAppliers(), specifications::library, this::noteApproval)))
                : Optional.empty();
    }

    private Decision judge(AdmissionRequest request) {
        List<Rulebook> rulebooks = specifications.active();
        Decision decision = Admission.decide(rulebooks, request, new Circumstances(namespaces, clock.instant()));
        return observation.decisions().noted(request, decision, rulebooks);
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
                observation.leadership()::leads);
        return settings.health().map(address -> new HealthServer(vertx, address, signs));
    }

    private List<Check> checks() {
        return List.of(
                        check("specifications", specifications::ready, "the specifications have not been read yet"),
                        check("namespaces", namespaces::ready, "the namespaces have not been read yet"),
                        check(
                                "certificate",
                                () -> clock.instant().isBefore(certificate.notAfter()),
                                "the serving certificate has ended"),
                        check("shutdown", () -> !closing, "this replica is on its way out"));
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
        return new GuardSettings(options.namespace(), settings.exemptNamespaces(), url, settings.enabled());
    }

    private void renew(CertificateStore store) {
        try {
            ServingCertificate fresh = store.current();
            if (!fresh.certificate().equals(certificate.certificate())) {
                certificate = fresh;
                admission.ifPresent(server -> server.reload(fresh));
                specifications.announce();
                observation.certificates().renewed();
                observation.certificates().expires(SERVING_SECRET, fresh.notAfter());
                observation
                        .audit()
                        .add(AuditRecord.of(
                                AuditRecord.Act.CERTIFICATE_ISSUED,
                                "Secret " + SERVING_SECRET,
                                "notAfter",
                                fresh.notAfter().toString()));
                LOG.info("admission serves with a renewed certificate until {}", fresh.notAfter());
            }
        } catch (RuntimeException fault) { // the loop's edge: the next hour tries again, a month before the end
            LOG.error("the serving certificate could not be checked", fault);
        }
    }

    /// Ends in the reverse order of the start. Registrations stay: other replicas serve them.
    @Override
    public void close() {
        closing = true;
        renewal.shutdownNow();
        leadership.close();
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
