package io.kspec.core.scan;

import io.kspec.core.failure.Failure;
import io.kspec.core.framework.Assessment;
import io.kspec.core.framework.ControlResult;
import io.kspec.core.framework.ControlStatus;
import io.kspec.core.framework.Evidence;
import io.kspec.core.framework.Framework;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a scan says about compliance frameworks, as results of its own beside those of the rules.
public final class FrameworkResults {
    private static final RuleCard CARD = new RuleCard(
            "compliance-frameworks",
            Category.COMPLIANCE,
            Severity.MEDIUM,
            "The controls of the framework are met",
            "A control that fails is a requirement that the cluster does not meet.",
            "Mend what the failed rules name.",
            List.of());

    private FrameworkResults() {}

    /// One result per framework: Fail when a control fails; NotEvaluated when none fails and one could not be
    /// evaluated; Pass when every control passes whole; Manual otherwise. The details list every control.
    ///
    /// @param results those of the rules
    public static List<RuleResult> of(List<Framework> frameworks, List<RuleResult> results) {
        List<Evidence> evidence =
                results.stream().map(FrameworkResults::evidence).toList();
        return frameworks.stream()
                .map(framework -> result(Assessment.of(framework, evidence), results))
                .toList();
    }

    /// Those results that are evidence for a framework.
    public static List<RuleResult> selectedBy(Framework framework, List<RuleResult> results) {
        return results.stream()
                .filter(result -> framework.selects(result.id(), result.card()))
                .toList();
    }

    /// A scan with nothing but the evidence for some frameworks, and what these come to.
    public static ScanResult selected(List<Framework> frameworks, ScanResult scan) {
        List<RuleResult> ofRules = scan.results().stream()
                .filter(result -> result.card().category() != Category.COMPLIANCE)
                .toList();
        var results = new ArrayList<>(ofRules.stream()
                .filter(result ->
                        frameworks.stream().anyMatch(framework -> framework.selects(result.id(), result.card())))
                .toList());
        results.addAll(of(frameworks, ofRules));
        return new ScanResult(scan.specification(), scan.active(), Summary.of(results), results, scan.exemptions());
    }

    private static RuleResult result(Assessment assessment, List<RuleResult> results) {
        RuleStatus status = status(assessment);
        return new RuleResult(
                new RuleId("frameworks-are-met", assessment.framework().name()),
                card(assessment, results),
                status,
                message(assessment),
                assessment.of(ControlStatus.FAIL).stream()
                        .map(control -> violation(assessment.framework(), control))
                        .toList(),
                List.of(),
                details(assessment),
                status == RuleStatus.NOT_EVALUATED ? gaps(assessment, results) : List.of());
    }

    private static RuleStatus status(Assessment assessment) {
        if (!assessment.of(ControlStatus.FAIL).isEmpty()) {
            return RuleStatus.FAIL;
        }
        if (!assessment.of(ControlStatus.NOT_EVALUATED).isEmpty()) {
            return RuleStatus.NOT_EVALUATED;
        }
        int whole = assessment.of(ControlStatus.PASS).size();
        return whole > 0 && whole == assessment.controls().size() ? RuleStatus.PASS : RuleStatus.MANUAL;
    }

    /// `cis-k8s-1.8 (by the ids of cis-1.12): of 39 controls 2 fail (5.1.1, 5.1.3), 1 passes, …`.
    private static String message(Assessment assessment) {
        String name = assessment.framework().display();
        if (assessment.controls().isEmpty()) {
            return name + ": not assessed, it lists no controls";
        }
        List<String> failed = assessment.of(ControlStatus.FAIL).stream()
                .map(result -> result.control().id())
                .toList();
        return "%s: of %s %d failed%s, %d passed, %d passed on partial evidence, %d not evaluated, %d for a person"
                .formatted(
                        name,
                        Headlines.count(assessment.controls().size(), "control", "controls"),
                        failed.size(),
                        failed.isEmpty() ? "" : " (%s)".formatted(Headlines.names(failed)),
                        assessment.of(ControlStatus.PASS).size(),
                        assessment.of(ControlStatus.PARTIAL_PASS).size(),
                        assessment.of(ControlStatus.NOT_EVALUATED).size(),
                        assessment.of(ControlStatus.MANUAL).size());
    }

    private static Violation violation(Framework framework, ControlResult result) {
        String fix = result.evidence().stream()
                .filter(one -> one.outcome() == Evidence.Outcome.FAIL)
                .map(one -> one.card().fix())
                .findFirst()
                .orElse(CARD.fix());
        return new Violation(
                new SubjectRef(
                        "",
                        "Control",
                        "",
                        framework.readAs() + "/" + result.control().id(),
                        ""),
                FieldPath.ROOT,
                result.message(),
                "met",
                fix);
    }

    private static Map<String, Object> details(Assessment assessment) {
        return Map.of(
                "framework",
                assessment.framework().name(),
                "idsOf",
                assessment.framework().readAs(),
                "controls",
                assessment.controls().stream().map(FrameworkResults::control).toList());
    }

    private static Map<String, Object> control(ControlResult result) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("id", result.control().id());
        shape.put("title", result.control().title());
        shape.put("status", result.status().word());
        shape.put("message", result.message());
        shape.put(
                "evidence",
                result.evidence().stream().map(one -> one.id().toString()).toList());
        return shape;
    }

    /// As bad as the worst rule that fails a control.
    private static RuleCard card(Assessment assessment, List<RuleResult> results) {
        Severity severity = selectedBy(assessment.framework(), results).stream()
                .filter(result -> result.status() == RuleStatus.FAIL)
                .map(result -> result.card().severity())
                .max(Comparator.naturalOrder())
                .orElse(CARD.severity());
        return new RuleCard(
                CARD.check(), CARD.category(), severity, CARD.title(), CARD.why(), CARD.fix(), CARD.controls());
    }

    private static List<Failure> gaps(Assessment assessment, List<RuleResult> results) {
        return selectedBy(assessment.framework(), results).stream()
                .filter(result -> result.status() == RuleStatus.NOT_EVALUATED)
                .flatMap(result -> result.gaps().stream())
                .distinct()
                .toList();
    }

    private static Evidence evidence(RuleResult result) {
        Evidence.Outcome outcome =
                switch (result.status()) {
                    case PASS -> Evidence.Outcome.PASS;
                    case FAIL -> Evidence.Outcome.FAIL;
                    case MANUAL -> Evidence.Outcome.MANUAL;
                    case NOT_EVALUATED -> Evidence.Outcome.NOT_EVALUATED;
                    case SKIP -> Evidence.Outcome.SKIPPED;
                };
        return new Evidence(result.id(), result.card(), outcome);
    }
}
