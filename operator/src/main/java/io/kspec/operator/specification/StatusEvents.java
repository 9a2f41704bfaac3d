package io.kspec.operator.specification;

import io.kspec.core.status.ClusterSpecStatus;
import io.kspec.core.status.Condition;
import io.kspec.core.status.EnforcementStatus;
import io.kspec.core.status.ExemptionsStatus;
import io.kspec.core.status.Phase;
import io.kspec.kube.event.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the owner of a specification should hear when its status changes. Pure: a status that stays says nothing.
final class StatusEvents {
    private static final String ACTION = "Reconcile";

    private final Optional<ClusterSpecStatus> before;
    private final ClusterSpecStatus after;
    private final List<Occurrence> found = new ArrayList<>();

    private StatusEvents(Optional<ClusterSpecStatus> before, ClusterSpecStatus after) {
        this.before = before;
        this.after = after;
    }

    static List<Occurrence> between(Optional<ClusterSpecStatus> before, ClusterSpecStatus after) {
        var events = new StatusEvents(before, after);
        events.validity();
        events.scan();
        events.mode();
        events.exemptions();
        events.turned("WebhookReady", "WebhookRegistered", "WebhookUnavailable");
        events.turned("CertificateReady", "CertificateIssued", "CertificateMissing");
        events.turned("DriftDetected", "DriftDetected", "DriftGone");
        return List.copyOf(events.found);
    }

    private void validity() {
        Optional<Condition> now = condition(Optional.of(after), "SpecValid");
        Optional<Condition> then = condition(before, "SpecValid");
        now.filter(valid -> !then.map(Condition::status).equals(Optional.of(valid.status()))
                        || !then.map(Condition::message).equals(Optional.of(valid.message())))
                .ifPresent(valid -> {
                    if (valid.status().equals("False")) {
                        warn("SpecificationInvalid", valid.message());
                    } else {
                        tell("SpecificationValid", valid.message());
                    }
                });
    }

    private void scan() {
        boolean valid = condition(Optional.of(after), "SpecValid")
                .filter(one -> one.status().equals("True"))
                .isPresent();
        if (after.phase() == Phase.FAILED
                && valid
                && before.map(ClusterSpecStatus::phase).orElse(null) != Phase.FAILED) {
            condition(Optional.of(after), "Ready").ifPresent(ready -> warn("ScanFailed", ready.message()));
        }
        Integer score = after.complianceScore();
        if (score != null
                && !score.equals(before.map(ClusterSpecStatus::complianceScore).orElse(null))) {
            String message = condition(Optional.of(after), "Compliant")
                    .map(Condition::message)
                    .orElse("");
            tell("ScanCompleted", "score %d of 100: %s".formatted(score, message));
        }
    }

    private void mode() {
        Optional<String> now = Optional.ofNullable(after.enforcement()).map(EnforcementStatus::mode);
        Optional<String> then = before.map(ClusterSpecStatus::enforcement).map(EnforcementStatus::mode);
        if (now.isPresent() && then.isPresent() && !now.equals(then)) {
            tell("ModeChanged", "the mode is %s now and was %s".formatted(now.get(), then.get()));
        }
    }

    private void exemptions() {
        ExemptionsStatus now = after.exemptions();
        Optional<ExemptionsStatus> then = before.map(ClusterSpecStatus::exemptions);
        if (now == null) {
            return;
        }
        int expiring = now.expiring();
        if (expiring > then.map(ExemptionsStatus::expiring).orElse(0)) {
            warn(
                    "ExemptionExpiring",
                    "%d exemptions end within 7 days, the first at %s".formatted(expiring, now.nextExpiry()));
        }
        int expired = now.expired();
        if (expired > then.map(ExemptionsStatus::expired).orElse(0)) {
            warn("ExemptionExpired", "%d exemptions have ended and pardon nothing any more".formatted(expired));
        }
    }

    /// A condition that turned. A condition that was never there before did not turn, unless it is true now.
    private void turned(String type, String onTrue, String onFalse) {
        Optional<Condition> now = condition(Optional.of(after), type);
        String then = condition(before, type).map(Condition::status).orElse("False");
        now.filter(condition -> !condition.status().equals(then)).ifPresent(condition -> {
            boolean isTrue = condition.status().equals("True");
            boolean bad = isTrue == type.equals("DriftDetected");
            String reason = isTrue ? onTrue : onFalse;
            if (bad) {
                warn(reason, condition.message());
            } else {
                tell(reason, condition.message());
            }
        });
    }

    private void tell(String reason, String note) {
        found.add(Occurrence.normal(reason, ACTION, note));
    }

    private void warn(String reason, String note) {
        found.add(Occurrence.warning(reason, ACTION, note));
    }

    private static Optional<Condition> condition(Optional<ClusterSpecStatus> status, String type) {
        return status.flatMap(some -> some.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst());
    }
}
