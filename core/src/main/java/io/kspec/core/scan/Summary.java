package io.kspec.core.scan;

import io.kspec.core.rule.Category;
import java.util.List;

/// Counts of results by status. `score` is the percentage of passes among passes and fails, rounded half up, and 0
/// when nothing was judged; what was left out (manual, not evaluated, skipped) is counted beside it. What compliance
/// frameworks come to restates what rules came to and is not counted again.
public record Summary(int total, int passed, int failed, int manual, int notEvaluated, int skipped, int score) {
    public static Summary of(List<RuleResult> all) {
        List<RuleResult> results = all.stream()
                .filter(result -> result.card().category() != Category.COMPLIANCE)
                .toList();
        int passed = count(results, RuleStatus.PASS);
        int failed = count(results, RuleStatus.FAIL);
        return new Summary(
                results.size(),
                passed,
                failed,
                count(results, RuleStatus.MANUAL),
                count(results, RuleStatus.NOT_EVALUATED),
                count(results, RuleStatus.SKIP),
                passed + failed == 0 ? 0 : (int) Math.round(100.0 * passed / (passed + failed)));
    }

    /// Whether anything was judged at all, so that the score says something.
    public boolean judged() {
        return passed + failed > 0;
    }

    private static int count(List<RuleResult> results, RuleStatus status) {
        return (int)
                results.stream().filter(result -> result.status() == status).count();
    }
}
