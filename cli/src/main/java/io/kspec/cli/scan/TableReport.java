package io.kspec.cli.scan;

import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.Printable;
import io.kspec.core.exemption.Exemption;
import io.kspec.core.exemption.ExemptionUse;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Category;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.Summary;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/// The scan for people: the worst first, what was found and demanded, and what to do.
final class TableReport {
    private static final int FINDINGS_SHOWN = 10;
    private static final int INDENT = 3;

    private final Judged judged;
    private final PrintWriter out;
    private final Ansi ansi;

    private TableReport(Judged judged, PrintWriter out, Ansi ansi) {
        this.judged = judged;
        this.out = out;
        this.ansi = ansi;
    }

    static void print(Judged judged, PrintWriter out, Ansi ansi) {
        new TableReport(judged, out, ansi).report();
    }

    private void report() {
        headline();
        worstFirst(RuleStatus.FAIL).forEach(this::broken);
        unread();
        worstFirst(RuleStatus.MANUAL).forEach(this::question);
        judged.result().exemptions().forEach(this::exemption);
        frameworks();
        if (judged.result().summary().failed() > 0) {
            out.println();
            out.println("Next: mend the worst first, then run the same command again. Every finding: -o json");
        }
    }

    private List<RuleResult> worstFirst(RuleStatus status) {
        return judged.result().results().stream()
                .filter(result -> result.status() == status && result.card().category() != Category.COMPLIANCE)
                .sorted(Comparator.comparing(
                                (RuleResult result) -> result.card().severity())
                        .reversed())
                .toList();
    }

    private void headline() {
        Summary summary = judged.result().summary();
        out.println("%s judged by %s (%s)"
                .formatted(
                        Printable.line(judged.subject()),
                        Printable.line(judged.result().specification()),
                        Printable.line(judged.origin())));
        String score = summary.judged() ? "score %d %%".formatted(summary.score()) : "no score";
        out.println("%d of %d rules broken, %s%s"
                .formatted(summary.failed(), summary.passed() + summary.failed(), score, leftOut(summary)));
        if (!judged.result().active()) {
            out.println("The specification is outside its times: it is judged, and not enforced now.");
        }
    }

    /// What the score says nothing about.
    private static String leftOut(Summary summary) {
        List<String> parts = Stream.of(
                        part(summary.notEvaluated(), "not evaluated"),
                        part(summary.manual(), "for a person to check"),
                        part(summary.skipped(), "not asked"))
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.isEmpty() ? "" : "; left out of it: " + String.join(", ", parts);
    }

    private static String part(int count, String what) {
        return count == 0 ? "" : "%d %s".formatted(count, what);
    }

    private void broken(RuleResult result) {
        out.println();
        Severity severity = result.card().severity();
        out.println("%s   %s   %s"
                .formatted(
                        styled(severity.word().toUpperCase(Locale.ROOT), colour(severity)),
                        styled(Printable.line(result.id().toString()), "bold"),
                        Printable.line(result.headline())));
        out.print(Columns.table(INDENT, rows(result)));
        int hidden = result.findings().size() - FINDINGS_SHOWN;
        if (hidden > 0) {
            out.println(" ".repeat(INDENT) + "... and %d more; see all of them with -o json".formatted(hidden));
        }
        fixes(result).forEach(fix -> out.println(" ".repeat(INDENT) + "Fix: " + Printable.line(fix)));
    }

    /// What could not be read, each reason once with the rules that it leaves open.
    private void unread() {
        var rulesByReason = new LinkedHashMap<String, List<RuleResult>>();
        for (RuleResult result : judged.result().results()) {
            result.gaps().stream().map(Failure::sentence).distinct().forEach(why -> rulesByReason
                    .computeIfAbsent(why, _ -> new ArrayList<>())
                    .add(result));
        }
        rulesByReason.forEach((why, rules) -> {
            out.println();
            out.println("%s   %s".formatted(styled("NOT READ", "fg(yellow)"), Printable.line(why)));
            left(rules, RuleStatus.NOT_EVALUATED, "Not evaluated");
            left(rules, RuleStatus.FAIL, "There may be more findings of");
        });
    }

    private void left(List<RuleResult> rules, RuleStatus status, String what) {
        List<String> names = rules.stream()
                .filter(rule -> rule.status() == status)
                .map(rule -> rule.id().toString())
                .toList();
        if (!names.isEmpty()) {
            out.println(" ".repeat(INDENT) + "%s: %s".formatted(what, Printable.line(String.join(", ", names))));
        }
    }

    private void question(RuleResult result) {
        out.println();
        out.println("%s   %s   %s"
                .formatted(
                        styled("MANUAL", "fg(cyan)"),
                        styled(Printable.line(result.id().toString()), "bold"),
                        Printable.line(result.message())));
    }

    /// One line each: what a framework says of its controls restates the rules above.
    private void frameworks() {
        judged.result().results().stream()
                .filter(result -> result.card().category() == Category.COMPLIANCE)
                .forEach(result -> {
                    out.println();
                    out.println(
                            "%s   %s".formatted(styled("FRAMEWORK", "fg(cyan)"), Printable.line(result.headline())));
                });
    }

    private void exemption(ExemptionUse use) {
        Exemption exemption = use.exemption();
        out.println();
        out.println("%s   %s   %s, %s, %s"
                .formatted(
                        styled("EXEMPTION", "fg(cyan)"),
                        styled(Printable.line(exemption.name()), "bold"),
                        use.state().word(),
                        exemption.expires().map(end -> "until " + end).orElse("without end"),
                        use.pardoned() == 1
                                ? "pardons 1 violation"
                                : "pardons %d violations".formatted(use.pardoned())));
        out.println(" ".repeat(INDENT)
                + Printable.line("%s (%s)"
                        .formatted(
                                exemption.reason().isEmpty() ? "no reason given" : exemption.reason(),
                                exemption.approver().isEmpty()
                                        ? "nobody approved it"
                                        : "approved by " + exemption.approver())));
    }

    private List<List<String>> rows(RuleResult result) {
        boolean located = judged.location(result, 0).isPresent();
        var rows = new ArrayList<List<String>>();
        rows.add(
                located
                        ? List.of("WHERE", "SUBJECT", "FIELD", "FOUND", "DEMANDED")
                        : List.of("SUBJECT", "FIELD", "FOUND", "DEMANDED"));
        int shown = Math.min(FINDINGS_SHOWN, result.findings().size());
        for (int index = 0; index < shown; index++) {
            Violation violation = result.findings().get(index);
            String field = violation.path().dotted();
            var row = new ArrayList<String>();
            judged.location(result, index).ifPresent(location -> row.add(location.display()));
            row.addAll(List.of(
                    violation.subject().display(),
                    field.isEmpty() ? "-" : field,
                    violation.observed(),
                    violation.demanded()));
            rows.add(row);
        }
        return rows;
    }

    private static List<String> fixes(RuleResult result) {
        List<String> fixes =
                result.findings().stream().map(Violation::fix).distinct().toList();
        return fixes.size() == 1 ? fixes : List.of(result.card().fix());
    }

    private String styled(String text, String style) {
        return ansi.enabled() ? Style.parse(style)[0].on() + text + Style.reset.on() : text;
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "fg(red)";
            case MEDIUM -> "fg(yellow)";
            case LOW -> "fg(blue)";
        };
    }
}
