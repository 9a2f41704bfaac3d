package io.kspec.lifecycle.health;

import io.kspec.lifecycle.health.OperatorHealth.WebhookHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the webhook says.
record WebhookJudgement(WebhookHealth health, List<String> messages) {
    static final Duration SLOW = Duration.ofSeconds(1);
    static final Duration SOON = Duration.ofDays(7);

    static WebhookJudgement judge(Evidence.Webhook evidence, Instant now) {
        List<String> messages = new ArrayList<>();
        String url = evidence.endpointUrl();
        boolean quick = evidence.latency().compareTo(SLOW) < 0;
        boolean expired =
                evidence.certificateExpiresAt().filter(end -> !end.isAfter(now)).isPresent();
        boolean soon = !expired
                && evidence.certificateExpiresAt()
                        .filter(end -> end.isBefore(now.plus(SOON)))
                        .isPresent();
        if (!evidence.reachable()) {
            messages.add("The webhook %s does not answer. Look at its service and its pods.".formatted(url));
        } else if (!quick) {
            messages.add("The webhook %s took %d ms, and may take less than %d. Look at what its pods wait for."
                    .formatted(url, evidence.latency().toMillis(), SLOW.toMillis()));
        }
        if (!evidence.certificateTrusted()) {
            messages.add(
                    "The certificate of %s is of another authority than registered. Renew caBundle.".formatted(url));
        }
        evidence.certificateExpiresAt()
                .filter(_ -> expired || soon)
                .ifPresent(end -> messages.add("The certificate of %s ends at %s. Renew it.".formatted(url, end)));
        boolean healthy = evidence.reachable() && quick && evidence.certificateTrusted() && !expired;
        return new WebhookJudgement(
                new WebhookHealth(
                        url,
                        evidence.reachable(),
                        evidence.latency().toMillis(),
                        evidence.certificateExpiresAt(),
                        now,
                        soon,
                        healthy),
                messages);
    }
}
