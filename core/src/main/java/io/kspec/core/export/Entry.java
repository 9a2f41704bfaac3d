package io.kspec.core.export;

import io.kspec.core.rule.Category;
import io.kspec.core.rule.RuleId;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.RuleStatus;
import java.util.List;

/// One rule in a report.
///
/// @param result what the rule came to, the pardoned findings left out of it
/// @param findings those of `result`, in their order
/// @param exempted what would be findings without an exemption
public record Entry(RuleResult result, List<Finding> findings, List<Exempted> exempted) {
    public Entry {
        findings = List.copyOf(findings);
        exempted = List.copyOf(exempted);
    }

    public RuleId id() {
        return result.id();
    }

    RuleStatus status() {
        return result.status();
    }

    /// Whether it is no rule of its own but what a framework makes of the others.
    boolean restates() {
        return result.card().category() == Category.COMPLIANCE;
    }

    /// Whether it passes only because of an exemption: no format may show that as a plain pass.
    boolean excused() {
        return result.status() == RuleStatus.PASS && !exempted.isEmpty();
    }
}
