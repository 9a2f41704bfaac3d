package io.kspec.core.rule;

import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Map;

/// One demanded state, with the parameters of a specification already bound. Rules are immutable, never throw for any
/// input and may be asked by many threads.
public sealed interface Rule permits WorkloadRule, ClusterRule {
    /// What it is an instance of.
    RuleKind kind();

    /// The kind's own name, unless there are several instances.
    default RuleId id() {
        return new RuleId(kind().name());
    }

    /// The kind's own card, unless an instance says it better.
    default RuleCard card() {
        return kind().card();
    }

    /// The headline of a result that fails, counted over a whole scan: `2 privileged containers detected`.
    ///
    /// @param violations never empty
    String headline(List<Violation> violations);

    /// Evidence of any shape for the report, for example `{"missingNamespaces": ["dev"]}`; violations by default.
    default Map<String, Object> details(List<Violation> violations) {
        return Evidence.violations(violations);
    }
}
