package io.kspec.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.Decision;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.Mode;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Counts decisions and writes refusals into the audit log. Never waits.
public record DecisionLog(AdmissionMetrics metrics, AuditLog audit) {
    /// The decision as it was given.
    ///
    /// @param rulebooks that were asked
    public Decision noted(AdmissionRequest request, Decision decision, List<Rulebook> rulebooks) {
        switch (decision) {
            case Decision.Admit _ -> metrics.validated(true, strictest(rulebooks));
            case Decision.Warn _ -> metrics.validated(true, Mode.AUDIT);
            case Decision.Refuse refuse -> {
                metrics.validated(false, Mode.ENFORCE);
                audit.add(refused(request, refuse));
            }
        }
        return decision;
    }

    private static Mode strictest(List<Rulebook> rulebooks) {
        return rulebooks.stream()
                .map(rulebook -> rulebook.enforcement().mode())
                .max(Comparator.naturalOrder())
                .orElse(Mode.MONITOR);
    }

    private static AuditRecord refused(AdmissionRequest request, Decision.Refuse refuse) {
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
                refuse.message());
    }
}
