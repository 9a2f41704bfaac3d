package io.kspec.operator.admission;

import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.RuleAction;
import io.kspec.core.breaker.BreakerState;
import java.util.List;
import java.util.Map;

/// One answer to the API server, for whoever counts and records.
///
/// @param path `/validate` or `/mutate`
/// @param actions what came of each rule, by specification; empty for a request that concerns no rule, and for
///     `/mutate`
/// @param verdict what was answered
/// @param message why it was refused; empty otherwise
/// @param nanos how long deciding took
/// @param breakers where the breaker of each specification stands that is not closed
public record Answered(
        String path,
        AdmissionRequest request,
        List<RuleAction> actions,
        Verdict verdict,
        String message,
        long nanos,
        Map<String, BreakerState> breakers) {
    public Answered {
        actions = List.copyOf(actions);
        breakers = Map.copyOf(breakers);
    }

    /// What the API server was answered.
    public enum Verdict {
        ALLOWED,
        WARNED,
        DENIED,
        MUTATED
    }

    public boolean dryRun() {
        return request.dryRun();
    }
}
