package io.kspec.cli.crd;

import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.Printable;
import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Rollback;
import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.crd.object.Weighed;
import java.util.ArrayList;
import java.util.List;

/// Comparisons for people: a finding per line, the heaviest first, and whether there is a way back.
final class CrdDiffText {
    private CrdDiffText() {}

    static List<String> lines(List<Weighed> weighed) {
        var lines = new ArrayList<String>();
        for (Weighed one : weighed) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            one(one, lines);
        }
        return lines;
    }

    private static void one(Weighed weighed, List<String> lines) {
        Comparison comparison = weighed.comparison();
        lines.add(Printable.line("%s: %s".formatted(comparison.name(), headline(weighed))));
        if (!comparison.findings().isEmpty()) {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("SEVERITY", "BACK", "VERSION", "PATH", "RULE", "BECAUSE"));
            comparison.findings().forEach(finding -> rows.add(row(finding)));
            Columns.lines(rows).forEach(row -> lines.add("   " + row));
        }
        if (!weighed.gaps().isEmpty()) {
            lines.add("Not every stored object was seen, and what was not seen counts as used:");
            weighed.gaps().forEach(gap -> lines.add(Printable.line("   " + gap.sentence())));
        }
        Rollback rollback = comparison.rollback();
        lines.add(rollback.safe() ? "Going back is safe." : "Going back is not safe:");
        rollback.reasons().forEach(reason -> lines.add(Printable.line("   " + reason)));
    }

    private static String headline(Weighed weighed) {
        Comparison comparison = weighed.comparison();
        long breaking = count(comparison, Severity.BREAK, Severity.REJECT);
        long warnings = count(comparison, Severity.WARN, Severity.WARN);
        long info = count(comparison, Severity.OK, Severity.INFO);
        String compatible = breaking == 0 ? "compatible" : "not compatible";
        String basis = comparison.assumed() && weighed.seen().isEmpty() ? ", by the documents alone" : "";
        return "%s%s; %d breaking, %d warnings, %d for information"
                .formatted(compatible, basis, breaking, warnings, info);
    }

    private static long count(Comparison comparison, Severity lightest, Severity heaviest) {
        return comparison.findings().stream()
                .map(Finding::up)
                .filter(up -> up.compareTo(lightest) >= 0 && up.compareTo(heaviest) <= 0)
                .count();
    }

    private static List<String> row(Finding finding) {
        return List.of(
                finding.up().word(),
                finding.back().word(),
                orDash(finding.version()),
                orDash(finding.path()),
                finding.rule(),
                finding.why());
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
