package io.kspec.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.RuleAction;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.Mode;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Counts answers and writes refusals and pardons into the audit log. Never waits.
///
/// @param active the specifications in force
public record DecisionLog(AdmissionMetrics metrics, AuditLog audit, Supplier<List<Rulebook>> active)
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

    private static AuditRecord refused(AdmissionRequest request, String message) {
        Optional<JsonNode> object = request.object();
        String kind = object.map(one -> one.path("kind").asText("")).orElse("");
        JsonNode metadata = object.map(one -> one.path("metadata")).orElseGet(() -> request.oldObject()
                .map(one -> one.path("metadata"))
                .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance));
        String name = metadata.path("name").asText(metadata.path("generateName").asText(""));
        return AuditRecord.of(
                AuditRecord.Act.REFUSED,
                "%s %s/%s".formatted(kind, request.namespace(), name),
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
