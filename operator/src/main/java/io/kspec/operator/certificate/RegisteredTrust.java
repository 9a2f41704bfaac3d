package io.kspec.operator.certificate;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Whether the API server accepts a certificate, read from the registration as it stands. Each API server follows its
/// own watch of it, so that what was seen there must stand for a moment. Used by one thread.
public final class RegisteredTrust implements Predicate<ServingCertificate> {
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final String registration;
    private final Clock clock;
    private @Nullable String certificate;
    private Instant since = Instant.MAX;

    /// @param registration name of the webhook configuration
    public RegisteredTrust(KubernetesClient client, String registration, Clock clock) {
        this.client = client;
        this.registration = registration;
        this.clock = clock;
    }

    /// True as well while nothing is registered; false when that cannot be read.
    @Override
    public boolean test(ServingCertificate found) {
        try {
            ValidatingWebhookConfiguration live = client.admissionRegistration()
                    .v1()
                    .validatingWebhookConfigurations()
                    .withName(registration)
                    .get();
            return live == null
                    || (live.getWebhooks().stream().allMatch(webhook -> trusts(webhook, found)) && settled(found));
        } catch (KubernetesClientException unreadable) {
            return false;
        }
    }

    private static boolean trusts(ValidatingWebhook webhook, ServingCertificate found) {
        String bundle = Objects.requireNonNullElse(webhook.getClientConfig().getCaBundle(), "");
        return found.trustedBy(new String(Base64.getMimeDecoder().decode(bundle), StandardCharsets.US_ASCII));
    }

    private boolean settled(ServingCertificate found) {
        Instant now = clock.instant();
        if (!found.certificate().equals(certificate)) {
            certificate = found.certificate();
            since = now;
        }
        return !now.isBefore(since.plus(SETTLING));
    }
}
