package io.kspec.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.RuleAction;
import io.kspec.core.breaker.BreakerState;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.Mode;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Counts answers and writes refusals and pardons into the audit log. Never waits.
///
/// @param active the specifications in force
public record DecisionLog(
        AdmissionMetrics metrics, BreakerMetrics breakers, AuditLog audit, Supplier<List<Rulebook>> active)
        implements AdmissionWatcher {
    @Override
    public void answered(Answered answered) {
        for (RuleAction action : answered.actions()) {
            metrics.acted(action.specification(), action.rule().rule(), word(action.action()));
        }
        boolean denied = answered.verdict() == Answered.Verdict.DENIED;
        if (!answered.actions().isEmpty()) {
            metrics.validated(!denied, strictest(answered));
        }
        if (denied && !answered.dryRun()) {
            audit.add(refused(answered.request(), answered.message()));
        }
        if (!answered.dryRun() && answered.actions().stream().anyMatch(DecisionLog::pardons)) {
            audit.add(pardoned(answered));
        }
    }

    @Override
    public void breakerChanged(String specification, BreakerState before, BreakerState after) {
        breakers.changed(before, after);
        audit.add(AuditRecord.of(
                AuditRecord.Act.BREAKER_CHANGED,
                "ClusterSpecification " + specification,
                "from",
                before.word(),
                "to",
                after.word()));
    }

    private static AdmissionMetrics.Action word(RuleAction.Action action) {
        return switch (action) {
            case ALLOWED, RECORDED -> AdmissionMetrics.Action.ALLOWED;
            case EXEMPTED -> AdmissionMetrics.Action.EXEMPTED;
            case WARNED -> AdmissionMetrics.Action.WARNED;
            case DENIED -> AdmissionMetrics.Action.DENIED;
        };
    }

    private Mode strictest(Answered answered) {
        Set<String> asked =
                answered.actions().stream().map(RuleAction::specification).collect(Collectors.toSet());
        return active.get().stream()
                .filter(rulebook -> asked.contains(rulebook.specification()))
                .map(rulebook -> rulebook.enforcement().mode())
                .max(Comparator.naturalOrder())
                .orElse(Mode.MONITOR);
    }

    private static boolean pardons(RuleAction action) {
        return action.action() == RuleAction.Action.EXEMPTED;
    }

    private static AuditRecord pardoned(Answered answered) {
        return AuditRecord.of(
                AuditRecord.Act.EXEMPTION_USED,
                subject(answered.request()),
                "door",
                "admission",
                "user",
                answered.request().user(),
                "uid",
                answered.request().uid(),
                "rules",
                answered.actions().stream()
                        .filter(DecisionLog::pardons)
                        .map(one -> one.specification() + " " + one.rule())
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    private static String subject(AdmissionRequest request) {
        JsonNode object = request.object().or(request::oldObject).orElseGet(MissingNode::getInstance);
        JsonNode metadata = object.path("metadata");
        String name = metadata.path("name").asText(metadata.path("generateName").asText(""));
        return "%s %s/%s".formatted(object.path("kind").asText(""), request.namespace(), name);
    }

    private static AuditRecord refused(AdmissionRequest request, String message) {
        return AuditRecord.of(
                AuditRecord.Act.REFUSED,
                subject(request),
                "user",
                request.user(),
                "operation",
                request.operation().name(),
                "uid",
                request.uid(),
                "outcome",
                "denied",
                "message",
                message);
    }
}
