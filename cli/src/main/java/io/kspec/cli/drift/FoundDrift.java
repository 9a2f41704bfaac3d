package io.kspec.cli.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.policy.Standing;
import io.kspec.core.drift.Comparison;
import io.kspec.core.drift.ObjectDrift;
import io.kspec.core.failure.Failure;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.report.DriftType;
import io.kspec.core.report.DriftedResource;
import io.kspec.core.report.Remediation;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.ScanResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was found of drift, and what could not be looked at. Pure.
///
/// @param events policies first, then failing checks
/// @param gaps why there may be more, one sentence each
record FoundDrift(List<DriftEvent> events, List<String> gaps) {
    /// The field manager under which kspec writes policies.
    private static final String MANAGER = "kspec-policies";

    private static final Remediation REPORTED =
            new Remediation(RemediationAction.REPORT, RemediationStatus.PENDING, null, null);

    FoundDrift {
        events = List.copyOf(events);
        gaps = List.copyOf(gaps);
    }

    static FoundDrift of(List<Standing> policies, ScanResult scan) {
        Stream<DriftEvent> ofPolicies = policies.stream().flatMap(standing -> event(standing).stream());
        Stream<DriftEvent> ofChecks = scan.results().stream()
                .filter(result -> result.status() == RuleStatus.FAIL)
                .map(FoundDrift::event);
        Stream<Failure> unread = policies.stream()
                .filter(Standing.Unread.class::isInstance)
                .map(standing -> ((Standing.Unread) standing).why());
        Stream<Failure> notEvaluated = scan.results().stream().flatMap(result -> result.gaps().stream());
        return new FoundDrift(
                Stream.concat(ofPolicies, ofChecks).toList(),
                Stream.concat(unread, notEvaluated)
                        .map(Failure::sentence)
                        .distinct()
                        .toList());
    }

    /// Of the worst event; low for none.
    DriftSeverity severity() {
        return events.stream()
                .map(DriftEvent::severity)
                .max(Comparator.naturalOrder())
                .orElse(DriftSeverity.LOW);
    }

    long count(DriftEventType type) {
        return events.stream().filter(event -> event.type() == type).count();
    }

    private static Optional<DriftEvent> event(Standing standing) {
        return switch (standing) {
            case Standing.Equal _, Standing.Unread _ -> Optional.empty();
            case Standing.Missing missing ->
                Optional.of(ObjectDrift.missing(DriftEventType.POLICY, missing.object(), REPORTED));
            case Standing.Differs differs -> Optional.of(modified(differs));
            case Standing.Stale stale ->
                Optional.of(ObjectDrift.extra(DriftEventType.POLICY, stale.object(), REPORTED));
        };
    }

    private static DriftEvent modified(Standing.Differs differs) {
        ObjectNode live = differs.live();
        return ObjectDrift.modified(
                DriftEventType.POLICY,
                differs.object(),
                live.path("metadata").path("uid").asText(""),
                differs.difference(),
                Comparison.author(live, MANAGER),
                REPORTED);
    }

    /// A failing check names the check: where it is broken, a scan tells.
    private static DriftEvent event(RuleResult result) {
        return new DriftEvent(
                DriftEventType.COMPLIANCE,
                DriftSeverity.valueOf(result.card().severity().name()),
                new DriftedResource(null, "ComplianceCheck", result.card().check(), null, null),
                DriftType.VIOLATION,
                result.id().toString(),
                result.headline(),
                null,
                null,
                null,
                REPORTED);
    }
}
