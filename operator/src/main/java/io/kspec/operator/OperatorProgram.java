package io.kspec.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.kspec.core.admission.Admission;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.kube.read.ClusterReader;
import io.kspec.operator.admission.AdmissionServer;
import io.kspec.operator.admission.SpecificationReview;
import io.kspec.operator.certificate.CertificateStore;
import io.kspec.operator.certificate.ServingCertificate;
import io.kspec.operator.drift.DriftLog;
import io.kspec.operator.guard.GuardKeeper;
import io.kspec.operator.guard.GuardSettings;
import io.kspec.operator.guard.GuardState;
import io.kspec.operator.namespace.NamespaceCache;
import io.kspec.operator.report.ReportWriter;
import io.kspec.operator.specification.Scanner;
import io.kspec.operator.specification.SpecificationCache;
import io.kspec.operator.specification.SpecificationReader;
import io.kspec.operator.specification.SpecificationReconciler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running operator: everything it does starts in the constructor and ends with [#close].
///
/// Admission comes first and stays whatever else fails; guards are registered only when admission serves.
public final class OperatorProgram implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorProgram.class);
    private static final Duration RENEWAL_CHECK = Duration.ofHours(1);
    private static final int RETRY_MILLIS = 1000;
    private static final int LONGEST_RETRY_MILLIS = 60_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("certificates").daemon().factory());
    private final SpecificationCache specifications;
    private final NamespaceCache namespaces;
    private final Optional<AdmissionServer> admission;
    private final DriftLog drift;
    private final GuardKeeper guards;
    private final Operator controllers;
    private final HealthServer health;
    private volatile ServingCertificate certificate;
    /// What is told of a change; both are made after what tells them.
    private volatile Runnable specificationsChanged = () -> {};

    private volatile Runnable guardsChanged = () -> {};

    /// Starts everything and returns when admission serves and the controllers run.
    ///
    /// @param client stays the caller's to close
    public OperatorProgram(KubernetesClient client, OperatorOptions options, Clock clock) {
        var store = new CertificateStore(client, options.namespace(), clock);
        this.certificate = store.current();
        this.specifications = new SpecificationCache(client, () -> specificationsChanged.run());
        this.namespaces = new NamespaceCache(client);
        this.admission = admission(options, clock);
        this.drift = new DriftLog(client, options.namespace(), options.retention(), specifications::owner, clock);
        this.guards = new GuardKeeper(
                client,
                settings(options),
                specifications::active,
                () -> certificate.caBundle(),
                drift,
                clock,
                () -> guardsChanged.run());
        specificationsChanged = guards::wake;
        SpecificationReconciler reconciler = reconciler(client, options, clock);
        this.controllers = controllers(client, reconciler);
        guardsChanged = () -> wakeAll(reconciler);
        guardsChanged.run();
        this.health = new HealthServer(vertx, options.healthPort(), specifications::ready);
        var _ = renewal.scheduleWithFixedDelay(
                () -> renew(store), RENEWAL_CHECK.toMillis(), RENEWAL_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        LOG.info(
                "kspec operator is ready: admission on port {}, health on port {}",
                admission.map(AdmissionServer::port).map(String::valueOf).orElse("none (switched off)"),
                health.port());
    }

    private Optional<AdmissionServer> admission(OperatorOptions options, Clock clock) {
        return options.webhooks()
                ? Optional.of(new AdmissionServer(
                        vertx,
                        options.webhookHost(),
                        options.webhookPort(),
                        certificate,
                        request -> Admission.decide(
                                specifications.active(), request, new Circumstances(namespaces, clock.instant())),
                        new SpecificationReview(options.trustedAppliers(), specifications::library)))
                : Optional.empty();
    }

    public int healthPort() {
        return health.port();
    }

    public GuardState guards() {
        return guards.state();
    }

    private GuardSettings settings(OperatorOptions options) {
        Optional<String> url = options.webhookUrl()
                .map(base -> base + ":" + admission.map(AdmissionServer::port).orElse(options.webhookPort()));
        return new GuardSettings(options.namespace(), options.exemptNamespaces(), url, options.webhooks());
    }

    private SpecificationReconciler reconciler(KubernetesClient client, OperatorOptions options, Clock clock) {
        var cluster = new ClusterReader(client);
        var scanner = new Scanner(
                specifications::compile,
                cluster::read,
                new ReportWriter(client, options.namespace(), options.retention()),
                options.interval(),
                clock);
        var reader =
                new SpecificationReader(client, () -> guards.state(), () -> admission.map(_ -> certificate.notAfter()));
        return new SpecificationReconciler(reader, scanner, clock);
    }

    private static Operator controllers(KubernetesClient client, SpecificationReconciler reconciler) {
        var operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withStopOnInformerErrorDuringStartup(false));
        var retry = new GenericRetry()
                .setInitialInterval(RETRY_MILLIS)
                .setMaxInterval(LONGEST_RETRY_MILLIS)
                .setMaxAttempts(-1);
        operator.register(reconciler, controller -> controller.withRetry(retry));
        operator.start();
        return operator;
    }

    private void wakeAll(SpecificationReconciler reconciler) {
        specifications.active().forEach(rulebook -> reconciler.wake(rulebook.specification()));
    }

    private void renew(CertificateStore store) {
        try {
            ServingCertificate fresh = store.current();
            if (!fresh.certificate().equals(certificate.certificate())) {
                certificate = fresh;
                admission.ifPresent(server -> server.reload(fresh));
                guards.wake();
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
        controllers.stop();
        guards.close();
        drift.close();
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
