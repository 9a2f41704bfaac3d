package io.kspec.cli.impact;

import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.Printable;
import io.kspec.core.impact.Impact;
import io.kspec.core.impact.Refusal;
import io.kspec.core.impact.Refused;
import java.util.ArrayList;
import java.util.List;

/// The impact for people: an owner per line and rule.
final class ImpactText {
    private ImpactText() {}

    static List<String> lines(Compared compared) {
        Impact impact = compared.impact();
        var lines = new ArrayList<String>();
        lines.add(Printable.line("%s, if %s enforced; in force: %s"
                .formatted(
                        compared.subject(),
                        compared.specification(),
                        compared.current().isEmpty() ? "nothing" : String.join(", ", compared.current()))));
        section("Newly refused", impact.newlyRefused(), lines);
        section("No longer refused", impact.noLongerRefused(), lines);
        lines.add("");
        lines.add("%d newly refused, %d no longer refused, unchanged: %d refused and %d admitted"
                .formatted(
                        impact.newlyRefused().size(),
                        impact.noLongerRefused().size(),
                        impact.stillRefused(),
                        impact.stillAdmitted()));
        if (!impact.newlyRefused().isEmpty()) {
            lines.add("Next: mend them, or exempt them for a time in spec.policyExemptions, before you enforce.");
        }
        return lines;
    }

    private static void section(String title, List<Refused> refused, List<String> lines) {
        if (refused.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("NAMESPACE", "OWNER", "PODS", "RULE", "SEVERITY", "BECAUSE"));
        for (Refused one : refused) {
            one.refusals().forEach(refusal -> rows.add(row(one, refusal)));
        }
        Columns.lines(rows).forEach(row -> lines.add("   " + row));
    }

    private static List<String> row(Refused one, Refusal refusal) {
        String namespace = one.owner().namespace();
        return List.of(
                namespace.isEmpty() ? "-" : namespace,
                one.owner().display(),
                Integer.toString(one.pods()),
                refusal.rule().toString(),
                refusal.severity().word(),
                refusal.because());
    }
}
