package io.kspec.operator.specification;

import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.Summary;
import io.kspec.core.status.Condition;
import io.kspec.core.validation.SpecProblem;
import io.kspec.operator.certificate.CertificateState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The only maker of a specification's conditions. Pure; what is unknown is never True. Messages hold no times and no
/// counters that move on their own, because each change is an event for everyone who watches.
final class Conditions {
    private final Facts facts;
    private final Instant now;
    private final List<Condition> made = new ArrayList<>();

    private Conditions(Facts facts, Instant now) {
        this.facts = facts;
        this.now = now;
    }

    /// Every condition, Ready first; `lastTransitionTime` moves only when the status does.
    static List<Condition> of(Facts facts, List<Condition> before, Instant now) {
        var conditions = new Conditions(facts, now);
        conditions.ready();
        conditions.specValid();
        conditions.compliant();
        conditions.policyEnforced();
        conditions.driftDetected();
        conditions.webhookReady();
        conditions.certificateReady();
        return conditions.made.stream()
                .map(condition -> stamped(condition, before, now))
                .toList();
    }

    private void ready() {
        if (!facts.problems().isEmpty()) {
            no("Ready", "InvalidSpec", problems());
        } else if (facts.blocked().isPresent()) {
            no("Ready", "ReconciliationFailed", facts.blocked().get().sentence());
        } else if (facts.scan().isEmpty()) {
            unknown("Ready", "ScanPending", "no scan has finished yet");
        } else if (facts.trouble().isPresent()) {
            no("Ready", "ReconciliationFailed", facts.trouble().get().sentence());
        } else {
            Summary summary = summary().orElseThrow();
            if (summary.failed() == 0 && summary.judged()) {
                yes("Ready", "AllChecksPassed", "Cluster is compliant" + leftOut(summary));
            } else {
                yes("Ready", summary.judged() ? "ChecksFailed" : "NothingEvaluated", counted(summary));
            }
        }
    }

    private void specValid() {
        if (facts.problems().isEmpty()) {
            yes("SpecValid", "Valid", "the specification is valid");
        } else {
            no("SpecValid", "InvalidField", problems());
        }
    }

    private void compliant() {
        Optional<Summary> summary = summary();
        if (summary.isEmpty() || !summary.get().judged()) {
            unknown("Compliant", "NothingEvaluated", "nothing has been judged yet");
        } else if (summary.get().failed() > 0) {
            no("Compliant", "ChecksFailed", counted(summary.get()));
        } else if (summary.get().notEvaluated() > 0) {
            unknown("Compliant", "PartlyEvaluated", counted(summary.get()));
        } else {
            yes("Compliant", "AllChecksPassed", "Cluster is compliant" + leftOut(summary.get()));
        }
    }

    private void policyEnforced() {
        PolicyEnforced.Answer answer = PolicyEnforced.of(facts, now);
        add("PolicyEnforced", answer.status(), answer.reason(), answer.message());
    }

    private void driftDetected() {
        List<String> open = facts.guards().pending();
        if (!facts.guards().fights().isEmpty()) {
            yes(
                    "DriftDetected",
                    "RepairFight",
                    "somebody changes again and again, and kspec puts back ever more slowly: "
                            + String.join(", ", facts.guards().fights()));
        } else if (open.isEmpty()) {
            no("DriftDetected", "NoDrift", "every guard stands as intended");
        } else if (!facts.guards().waiting().isEmpty()) {
            yes(
                    "DriftDetected",
                    "RepairAwaitsApproval",
                    "not as intended until somebody consents with kspec.io/approve-repair (see the DriftReport): "
                            + String.join(", ", facts.guards().waiting()));
        } else {
            yes("DriftDetected", "DriftFound", "not as intended: " + String.join(", ", open));
        }
    }

    private void webhookReady() {
        boolean wanted = facts.rulebook()
                .map(Rulebook::enforcement)
                .map(Enforcement::webhook)
                .orElse(true);
        if (!wanted || facts.certificate().isEmpty()) {
            no("WebhookReady", "Disabled", "admission is switched off for this specification or this operator");
        } else if (facts.pause().isPresent()) {
            no(
                    "WebhookReady",
                    "Disabled",
                    "admission is not asked " + facts.pause().get().sentence());
        } else if (facts.registered()) {
            yes("WebhookReady", "Serving", "admission is registered and served");
        } else {
            no("WebhookReady", "RegistrationFailed", "the webhook configuration does not stand as intended");
        }
    }

    private void certificateReady() {
        Optional<CertificateState> certificate = facts.certificate();
        if (certificate.isEmpty()) {
            no("CertificateReady", "Pending", "no serving certificate");
        } else if (certificate.get().reason() == CertificateState.Reason.ISSUED) {
            yes("CertificateReady", "Issued", certificate.get().message());
        } else {
            no(
                    "CertificateReady",
                    certificate.get().reason().word(),
                    certificate.get().message());
        }
    }

    private Optional<Summary> summary() {
        return facts.scan().map(scan -> scan.result().summary());
    }

    private static String counted(Summary summary) {
        return "%d of %d checks failed%s"
                .formatted(summary.failed(), summary.passed() + summary.failed(), leftOut(summary));
    }

    /// What the score does not speak of.
    private static String leftOut(Summary summary) {
        return summary.notEvaluated() + summary.manual() == 0
                ? ""
                : "; %d not evaluated, %d manual".formatted(summary.notEvaluated(), summary.manual());
    }

    private String problems() {
        return facts.problems().stream().map(SpecProblem::sentence).collect(Collectors.joining(" | "));
    }

    private void yes(String type, String reason, String message) {
        add(type, "True", reason, message);
    }

    private void no(String type, String reason, String message) {
        add(type, "False", reason, message);
    }

    private void unknown(String type, String reason, String message) {
        add(type, "Unknown", reason, message);
    }

    private void add(String type, String status, String reason, String message) {
        made.add(new Condition(type, status, reason, message, "", facts.generation()));
    }

    private static Condition stamped(Condition next, List<Condition> before, Instant now) {
        String since = before.stream()
                .filter(old -> old.type().equals(next.type()) && old.status().equals(next.status()))
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Condition(
                next.type(), next.status(), next.reason(), next.message(), since, next.observedGeneration());
    }
}
