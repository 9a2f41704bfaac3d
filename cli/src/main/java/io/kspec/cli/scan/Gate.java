package io.kspec.cli.scan;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.core.rule.Category;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.Summary;
import io.kspec.core.verdict.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What must hold for a scan to succeed. Pure, and the same for every output format.
///
/// @param failOn the mildest severity of a broken rule that fails the scan
/// @param minScore in percent
/// @param minCoverage the share, in percent, of the rules asked that must have been evaluated in full
/// @param requireResources whether nothing to evaluate is a failure
record Gate(Severity failOn, OptionalInt minScore, int minCoverage, boolean requireResources) {
    /// @param because one sentence for each demand that does not hold
    record Decision(ExitCode code, List<String> because) {
        Decision {
            because = List.copyOf(because);
        }
    }

    /// Findings win over gaps: a pipeline must see that something is wrong even when not everything could be read.
    Decision of(Judged judged) {
        List<String> findings = findings(judged);
        List<String> gaps = gaps(judged);
        var because = new ArrayList<>(findings);
        because.addAll(gaps);
        if (!findings.isEmpty()) {
            return new Decision(ExitCode.FINDINGS, because);
        }
        return new Decision(gaps.isEmpty() ? ExitCode.OK : ExitCode.NOT_EVALUATED, because);
    }

    private List<String> findings(Judged judged) {
        var findings = new ArrayList<String>();
        long broken = judged.result().results().stream()
                .filter(result -> result.card().category() != Category.COMPLIANCE)
                .filter(result -> result.status() == RuleStatus.FAIL
                        && result.card().severity().compareTo(failOn) >= 0)
                .count();
        if (broken > 0) {
            findings.add("%d %s of severity %s or worse %s broken (--fail-on %s)."
                    .formatted(
                            broken,
                            broken == 1 ? "rule" : "rules",
                            failOn.word(),
                            broken == 1 ? "is" : "are",
                            failOn.word()));
        }
        Summary summary = judged.result().summary();
        if (minScore.isPresent() && summary.judged() && summary.score() < minScore.getAsInt()) {
            findings.add("The score is %d, less than --min-score %d.".formatted(summary.score(), minScore.getAsInt()));
        }
        return findings;
    }

    private List<String> gaps(Judged judged) {
        var gaps = new ArrayList<String>();
        if (judged.unread()) {
            gaps.add("The evaluation is incomplete: something that was named could not be read.");
        }
        int coverage = coverage(judged);
        if (coverage < minCoverage) {
            gaps.add(
                    "The evaluation is incomplete: %d %% of the rules were evaluated in full, less than --min-coverage %d."
                            .formatted(coverage, minCoverage));
        }
        if (judged.empty() && requireResources) {
            gaps.add("There is nothing to evaluate, and --require-resources demands something.");
        }
        return gaps;
    }

    /// Rounded down: 100 means all of them.
    private static int coverage(Judged judged) {
        List<RuleResult> asked = judged.result().results().stream()
                .filter(result -> result.status() != RuleStatus.SKIP)
                .toList();
        long whole = asked.stream().filter(result -> result.gaps().isEmpty()).count();
        return asked.isEmpty() ? 100 : (int) (100 * whole / asked.size());
    }
}
