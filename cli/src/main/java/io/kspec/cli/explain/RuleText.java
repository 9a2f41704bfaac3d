package io.kspec.cli.explain;

import io.kspec.cli.terminal.Columns;
import io.kspec.core.framework.FrameworkControl;
import io.kspec.core.framework.Frameworks;
import io.kspec.core.rule.Control;
import io.kspec.core.rule.Door;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Rules for people.
final class RuleText {
    private static final String INDENT = "   ";

    private RuleText() {}

    /// One block per rule, an empty line between them.
    static List<String> lines(List<RuleKind> kinds) {
        var lines = new ArrayList<String>();
        for (RuleKind kind : kinds) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(lines(kind));
        }
        return lines;
    }

    private static List<String> lines(RuleKind kind) {
        RuleCard card = kind.card();
        var lines = new ArrayList<String>();
        lines.add(kind.name());
        lines.add(INDENT + card.title() + ".");
        lines.add("");
        lines.addAll(Columns.lines(List.of(
                List.of("Severity", card.severity().word()),
                List.of("Check", card.check()),
                List.of("Category", card.category().word()),
                List.of("Asked by", "spec." + kind.askedBy()),
                List.of("Asked in", kind.doors().stream().map(Door::word).collect(Collectors.joining(", "))),
                List.of("Why", card.why()),
                List.of("Fix", card.fix()))));
        if (!card.controls().isEmpty()) {
            lines.add("");
            lines.add("Controls");
            Columns.lines(card.controls().stream().map(RuleText::row).toList()).forEach(row -> lines.add(INDENT + row));
        }
        return lines;
    }

    private static List<String> row(Control control) {
        return List.of(control.framework(), control.id(), control.strength().word(), title(control));
    }

    /// A few words on what a control asks; empty when none are known.
    static String title(Control control) {
        return Frameworks.named(control.framework()).stream()
                .flatMap(framework -> framework.controls().stream())
                .filter(known -> known.id().equals(control.id()))
                .map(FrameworkControl::title)
                .findFirst()
                .orElse("");
    }
}
