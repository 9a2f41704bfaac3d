package io.kspec.operator.certificate;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The serving certificate of this replica, kept current by watching its Secrets.
///
/// A renewed one is taken into use when the API server trusts its authority: before, it would be refused. What is in
/// use stays in memory whatever happens to the Secrets.
public final class Certificates implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final Duration SLOW_CLOCK = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 20;

    private final CertificateSecrets secrets;
    private final Predicate<ServingCertificate> trusted;
    private final Clock clock;
    private final CertificateMetrics metrics;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("certificates").daemon().factory());
    private final AtomicBoolean due = new AtomicBoolean();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final List<SharedIndexInformer<Secret>> watches;
    private volatile Consumer<ServingCertificate> reload = _ -> {};
    private volatile ServingCertificate current;
    private volatile String bundle;
    private @Nullable Instant waitingSince;

    /// Reads the certificate, or issues the first one: admission is never without.
    ///
    /// @param trusted whether the API server would accept this certificate now
    /// @throws KubernetesClientException when the Secrets can neither be read nor written
    public Certificates(
            KubernetesClient client,
            String namespace,
            Predicate<ServingCertificate> trusted,
            Clock clock,
            CertificateMetrics metrics) {
        this.secrets = new CertificateSecrets(client, namespace);
        this.trusted = trusted;
        this.clock = clock;
        this.metrics = metrics;
        Instant begun = clock.instant();
        this.current = first();
        this.bundle = current.caBundle();
        metrics.inUse(current.notAfter(), Duration.between(begun, clock.instant()));
        this.watches = List.of(
                watch(client, namespace, CertificateSecrets.SERVING),
                watch(client, namespace, CertificateSecrets.AUTHORITY));
        var _ = thread.scheduleWithFixedDelay(
                this::wake, SLOW_CLOCK.toMillis(), SLOW_CLOCK.toMillis(), TimeUnit.MILLISECONDS);
        wake();
    }

    public ServingCertificate current() {
        return current;
    }

    /// PEM of every authority that the API server shall trust.
    public String caBundle() {
        return bundle;
    }

    /// Who takes a renewed certificate into use; given the one in use at once.
    public void serveWith(Consumer<ServingCertificate> door) {
        this.reload = door;
        door.accept(current);
    }

    /// Calls `listener` after each change of [#current], of [#caBundle] or of the Secrets they come from, until the
    /// returned runnable has run.
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Issues when there is nothing to serve with. Several replicas may start at once: whoever stores first has
    /// issued for all.
    private ServingCertificate first() {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Instant now = clock.instant();
            Optional<StoredSecret> serving = secrets.read(CertificateSecrets.SERVING);
            Optional<ServingCertificate> stored =
                    serving.flatMap(ServingCertificate::of).filter(found -> now.isBefore(found.notAfter()));
            if (stored.isPresent()) {
                return stored.get();
            }
            serving.ifPresent(_ -> LOG.warn(
                    "the Secret {} holds no certificate that can be used; it is replaced", CertificateSecrets.SERVING));
            Optional<StoredSecret> authority = secrets.read(CertificateSecrets.AUTHORITY);
            Optional<KeyAndCertificate> root =
                    authority.flatMap(StoredSecret::pair).filter(found -> now.isBefore(found.notAfter()));
            if (root.isEmpty()) {
                secrets.found(authority, now);
            } else {
                secrets.issue(root.get(), serving, now);
            }
        }
        throw new IllegalStateException(
                ("the Secrets %s and %s change faster than they can be read. Let nothing but kspec and cert-manager"
                                + " write them.")
                        .formatted(CertificateSecrets.SERVING, CertificateSecrets.AUTHORITY));
    }

    private SharedIndexInformer<Secret> watch(KubernetesClient client, String namespace, String name) {
        SharedIndexInformer<Secret> informer =
                client.secrets().inNamespace(namespace).withName(name).runnableInformer(0);
        informer.exceptionHandler((started, problem) -> true);
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Secret secret) {
                changed();
            }

            @Override
            public void onUpdate(Secret before, Secret after) {
                changed();
            }

            @Override
            public void onDelete(Secret secret, boolean finalStateUnknown) {
                changed();
            }
        });
        informer.start();
        return informer;
    }

    /// What is deleted here changes nothing that is in use, but is to be issued anew.
    private void changed() {
        wake();
        announce();
    }

    private void wake() {
        if (due.compareAndSet(false, true)) {
            later(Duration.ZERO);
        }
    }

    private void later(Duration wait) {
        if (!thread.isShutdown()) {
            var _ = thread.schedule(this::look, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        due.set(false);
        try {
            Optional<StoredSecret> serving = secrets.read(CertificateSecrets.SERVING);
            Instant now = clock.instant();
            bundle(serving, Trust.of(secrets.read(CertificateSecrets.AUTHORITY)), now);
            serving.flatMap(ServingCertificate::of)
                    .filter(found -> !found.certificate().equals(current.certificate()))
                    .ifPresent(found -> takeUp(found, now));
        } catch (RuntimeException fault) { // the loop's edge: what is in use serves on
            LOG.warn("the serving certificate could not be looked after: {}", fault.getMessage());
        }
    }

    private void bundle(Optional<StoredSecret> serving, Trust trust, Instant now) {
        var authorities = new LinkedHashSet<X509Certificate>(CertificatePlan.authorities(serving));
        authorities.addAll(trust.all(now));
        authorities.addAll(Pem.certificates(current.caBundle()));
        String next = Pem.of(authorities);
        if (!next.equals(bundle)) {
            bundle = next;
            announce();
        }
    }

    private void takeUp(ServingCertificate found, Instant now) {
        if (!now.isBefore(found.notAfter())) {
            return;
        }
        if (waitingSince == null) {
            waitingSince = now;
        }
        if (now.isBefore(current.notAfter()) && !trusted.test(found)) {
            LOG.info("a renewed certificate waits until the API server trusts its authority");
            later(SOON);
            return;
        }
        current = found;
        reload.accept(found);
        metrics.inUse(found.notAfter(), Duration.between(waitingSince, now));
        metrics.renewed();
        waitingSince = null;
        LOG.info("admission serves with a renewed certificate until {}", found.notAfter());
        announce();
    }

    private void announce() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public void close() {
        watches.forEach(SharedIndexInformer::close);
        thread.shutdownNow();
    }
}
