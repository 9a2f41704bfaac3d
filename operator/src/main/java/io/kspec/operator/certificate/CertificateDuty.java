package io.kspec.operator.certificate;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.spec.WebhookCertificate;
import io.kspec.operator.leadership.Term;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the leader does for the serving certificate during one term: issues and renews by kspec's own authority, or
/// asks cert-manager to, and writes down whom the API server shall trust.
public final class CertificateDuty implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateDuty.class);
    private static final Duration SLOW_CLOCK = Duration.ofMinutes(1);
    private static final Duration AFTER_CHANGE = Duration.ofMillis(200);

    private final CertificateSecrets secrets;
    private final CertManager certManager;
    private final Setting setting;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("certificate duty").daemon().factory());
    private final AtomicBoolean due = new AtomicBoolean();
    private final Runnable stopListening;

    /// What a term takes from the replica, which lives longer.
    ///
    /// @param wanted the issuer that a specification names; empty for one of kspec's own
    /// @param told given the state after each look
    public record Setting(
            String namespace,
            CertManagerUse use,
            Certificates certificates,
            Supplier<Optional<WebhookCertificate>> wanted,
            Consumer<CertificateState> told,
            Clock clock) {}

    /// @param client that writes only while the term holds
    public CertificateDuty(KubernetesClient client, Setting setting, Term term) {
        this.secrets = new CertificateSecrets(client, setting.namespace());
        this.certManager = new CertManager(client, setting.namespace(), term);
        this.setting = setting;
        this.stopListening = setting.certificates().onChange(this::wake);
        var _ = thread.scheduleWithFixedDelay(this::look, 0, SLOW_CLOCK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Something changed: a look will follow. Any number of calls before it are one.
    public void wake() {
        if (due.compareAndSet(false, true) && !thread.isShutdown()) {
            var _ = thread.schedule(this::look, AFTER_CHANGE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        due.set(false);
        try {
            Optional<WebhookCertificate> wanted = setting.wanted().get();
            Optional<Boolean> served = certManager.served();
            act(served, wanted, setting.clock().instant());
            setting.told().accept(state(served, wanted, setting.clock().instant()));
        } catch (RuntimeException fault) { // the loop's edge: the next look tries again, weeks before the end
            LOG.warn("the serving certificate could not be looked after: {}", fault.getMessage());
        }
    }

    private void act(Optional<Boolean> served, Optional<WebhookCertificate> wanted, Instant now) {
        Optional<StoredSecret> authority = secrets.read(CertificateSecrets.AUTHORITY);
        Optional<StoredSecret> serving = secrets.read(CertificateSecrets.SERVING);
        Optional<KeyAndCertificate> root = authority.flatMap(StoredSecret::pair);
        var plan = CertificatePlan.of(
                new CertificatePlan.Observed(
                        root,
                        serving.flatMap(StoredSecret::pair),
                        serving.flatMap(StoredSecret::certManagerIssuer).isPresent(),
                        setting.use(),
                        served),
                now);
        if (plan.found().isPresent()) {
            LOG.warn(
                    "a new authority is founded in {}: {}",
                    CertificateSecrets.AUTHORITY,
                    plan.found().get());
            secrets.found(authority, now);
            wake();
            return;
        }
        switch (plan.certManager()) {
            case TO_ISSUE -> certManager.ask(wanted);
            case TO_STOP -> certManager.stop();
            case NOTHING -> {}
        }
        Trust trust = Trust.of(authority);
        Trust next = trust.seeing(CertificatePlan.authorities(serving), now);
        if (!next.equals(trust) && authority.isPresent() && root.isPresent()) {
            secrets.keep(next, authority.get(), root.get());
            wake();
        } else if (plan.issue().isPresent() && root.isPresent()) {
            LOG.warn(
                    "a certificate is issued into {}: {}",
                    CertificateSecrets.SERVING,
                    plan.issue().get());
            secrets.issue(root.get(), serving, now);
            wake();
        }
    }

    private CertificateState state(Optional<Boolean> served, Optional<WebhookCertificate> wanted, Instant now) {
        ServingCertificate current = setting.certificates().current();
        boolean asked =
                setting.use() == CertManagerUse.TRUE || (wanted.isPresent() && setting.use() == CertManagerUse.AUTO);
        Optional<String> missing = asked && served.filter(found -> !found).isPresent()
                ? Optional.of("cert-manager's API is not served; install it, or choose --cert-manager=false")
                : wanted.filter(_ -> asked).flatMap(certManager::missing);
        Optional<String> expected = asked ? Optional.of(CertManagerObjects.issuer(wanted)) : Optional.empty();
        return CertificateState.of(
                new CertificateState.Facts(current.notAfter(), current.issuer(), expected, missing), now);
    }

    @Override
    public void close() {
        stopListening.run();
        thread.shutdownNow();
    }
}
