package io.kspec.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.admission.Admission;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.operator.admission.AdmissionServer;
import io.kspec.operator.admission.AdmissionSettings;
import io.kspec.operator.admission.SpecificationReview;
import io.kspec.operator.certificate.CertificateStore;
import io.kspec.operator.certificate.ServingCertificate;
import io.kspec.operator.devops.DevOpsController;
import io.kspec.operator.devops.DevOpsMetrics;
import io.kspec.operator.devops.DevOpsSettings;
import io.kspec.operator.endpoint.HealthServer;
import io.kspec.operator.guard.GuardSettings;
import io.kspec.operator.leadership.Duty;
import io.kspec.operator.leadership.Leadership;
import io.kspec.operator.namespace.NamespaceCache;
import io.kspec.operator.specification.SpecificationCache;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running replica of the operator: everything it does starts in the constructor and ends with [#close].
///
/// Admission comes first and stays whatever else fails; guards are registered only when admission serves. What only
/// one replica may do are duties of the leader.
public final class OperatorProgram implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorProgram.class);
    private static final Duration RENEWAL_CHECK = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("certificates").daemon().factory());
    private final SpecificationCache specifications;
    private final NamespaceCache namespaces;
    private final Optional<AdmissionServer> admission;
    private final DevOpsMetrics devops = new DevOpsMetrics();
    private final Leadership leadership;
    private final HealthServer health;
    private volatile ServingCertificate certificate;

    /// Starts everything and returns when admission serves.
    ///
    /// @param client stays the caller's to close
    public OperatorProgram(KubernetesClient client, OperatorOptions options, Clock clock) {
        var store = new CertificateStore(client, options.namespace(), clock);
        this.certificate = store.current();
        this.specifications = new SpecificationCache(client);
        this.namespaces = new NamespaceCache(client);
        this.admission = admission(options.admission(), clock);
        this.leadership = new Leadership(duties(client, options, clock));
        this.health = new HealthServer(vertx, options.endpoints().healthPort(), specifications::ready);
        var _ = renewal.scheduleWithFixedDelay(
                () -> renew(store), RENEWAL_CHECK.toMillis(), RENEWAL_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        LOG.info(
                "kspec operator is ready: admission on port {}, health on port {}",
                admission.map(AdmissionServer::port).map(String::valueOf).orElse("none (switched off)"),
                health.port());
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
                clock);
        return List.of(
                term -> new SpecificationDuty(replica, term),
                // DevOpsPolicies: the whole of io.kspec.operator.devops
                term -> new DevOpsController(client, DevOpsSettings.usual(), devops, term, clock));
    }

    private Optional<AdmissionServer> admission(AdmissionSettings settings, Clock clock) {
        return settings.enabled()
                ? Optional.of(new AdmissionServer(
                        vertx,
                        settings.host(),
                        settings.port(),
                        certificate,
                        request -> Admission.decide(
                                specifications.active(), request, new Circumstances(namespaces, clock.instant())),
                        new SpecificationReview(settings.trustedAppliers(), specifications::library)))
                : Optional.empty();
    }

    public int healthPort() {
        return health.port();
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
                LOG.info("admission serves with a renewed certificate until {}", fresh.notAfter());
            }
        } catch (RuntimeException fault) { // the loop's edge: the next hour tries again, a month before the end
            LOG.error("the serving certificate could not be checked", fault);
        }
    }

    /// Ends in the reverse order of the start. Registrations stay: other replicas serve them.
    @Override
    public void close() {
        renewal.shutdownNow();
        leadership.close();
        admission.ifPresent(AdmissionServer::close);
        health.close();
        namespaces.close();
        specifications.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
    }
}
