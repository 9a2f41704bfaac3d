package io.kspec.core.scan;

import io.kspec.core.exemption.Pardon;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Evidence;
import io.kspec.core.rule.Rule;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.verdict.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One rule over a whole scan.
///
/// @param message one line for people
/// @param findings where the rule is broken; empty unless the status is Fail
/// @param details evidence of any shape; empty unless the status is Fail
/// @param exempted violations that exemptions pardon; they stand beside any status and are no findings
/// @param gaps what could not be read; a Fail may have gaps beside its findings
public record RuleResult(
        RuleId id,
        RuleCard card,
        RuleStatus status,
        String message,
        List<Violation> findings,
        List<Pardon> exempted,
        Map<String, Object> details,
        List<Failure> gaps) {
    static final String INCOMPLETE = " (incomplete: ";

    public RuleResult {
        findings = List.copyOf(findings);
        exempted = List.copyOf(exempted);
        details = Map.copyOf(details);
        gaps = List.copyOf(gaps);
    }

    static RuleResult of(Rule rule, RuleStatus status, String message, List<Violation> findings, List<Failure> gaps) {
        Map<String, Object> details = findings.isEmpty() ? Map.of() : rule.details(findings);
        return new RuleResult(rule.id(), rule.card(), status, message, findings, List.of(), details, gaps);
    }

    /// The same with what exemptions pardon, also as evidence under `exempted`.
    RuleResult exempting(List<Pardon> pardons) {
        if (pardons.isEmpty()) {
            return this;
        }
        var evidence = new LinkedHashMap<>(details);
        evidence.put("exempted", pardons.stream().map(RuleResult::evidence).toList());
        return new RuleResult(id, card, status, message, findings, pardons, evidence, gaps);
    }

    private static Map<String, Object> evidence(Pardon pardon) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("exemption", pardon.exemption());
        shape.putAll(Evidence.violation(pardon.violation()));
        return shape;
    }

    /// The message without what could not be read, for a door that says that elsewhere and once.
    public String headline() {
        int gap = gaps.isEmpty() ? -1 : message.indexOf(INCOMPLETE);
        return gap < 0 ? message : message.substring(0, gap);
    }
}
