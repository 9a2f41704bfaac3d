package io.kspec.core.rule;

import io.kspec.core.framework.FrameworkControl;
import io.kspec.core.framework.Frameworks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The text of `docs/rules.md`, made from the rules themselves.
final class RulesPage {
    private static final String HEAD = """
            # Rules

            <!-- Made from the rules in core/src/main/java/io/kspec/core/rule; change those, then run: make docs -->

            Every rule that a ClusterSpecification can ask for. `kspec explain RULE` tells the same at a terminal, and
            `kspec why` which of them decided about an object.

            A rule about workloads is asked at four doors and answers the same at each: in a scan of a cluster, in a
            scan of files, in admission, and in the policy that is generated for the API server, unless its
            parameters are more than the API server's expressions can say. A rule about a cluster is asked when the
            cluster is scanned. Controls say what a rule is evidence for: the whole question (full), a part of it
            (partial), or something that a person must look at (manual).
            """;

    private RulesPage() {}

    /// The whole page, the same for the same rules.
    static String text(List<RuleKind> rules) {
        Map<Category, List<RuleKind>> byCategory = rules.stream()
                .collect(
                        Collectors.groupingBy(kind -> kind.card().category(), LinkedHashMap::new, Collectors.toList()));
        var page = new StringBuilder(HEAD);
        page.append("\n## Contents\n");
        byCategory.forEach((category, kinds) -> {
            page.append("\n- [%s](#%s)\n".formatted(category.word(), anchor(category)));
            kinds.forEach(kind -> page.append("  - [%1$s](#%1$s): %2$s\n"
                    .formatted(kind.name(), text(kind.card().title()))));
        });
        byCategory.forEach((category, kinds) -> {
            page.append("\n<a id=\"%s\"></a>\n\n## %s\n".formatted(anchor(category), category.word()));
            kinds.forEach(kind -> page.append(section(kind)));
        });
        return page.toString();
    }

    private static String anchor(Category category) {
        return "rules-of-" + category.word();
    }

    private static String section(RuleKind kind) {
        RuleCard card = kind.card();
        var section = new StringBuilder("\n### %s\n\n%s.\n\n".formatted(kind.name(), text(card.title())));
        section.append("| | |\n| --- | --- |\n");
        row(section, "Check", "`%s`".formatted(card.check()));
        row(section, "Severity", card.severity().word());
        row(section, "Asked for by", "`spec.%s`".formatted(kind.askedBy()));
        row(section, "Asked in", kind.doors().stream().map(Door::word).collect(Collectors.joining(", ")));
        controls(card)
                .forEach((framework, controls) -> row(
                        section,
                        framework,
                        controls.stream().map(RulesPage::control).collect(Collectors.joining("<br>"))));
        return section.append("\n**Why.** %s\n\n**Fix.** %s\n".formatted(text(card.why()), text(card.fix())))
                .toString();
    }

    private static Map<String, List<Control>> controls(RuleCard card) {
        return card.controls().stream()
                .collect(Collectors.groupingBy(Control::framework, LinkedHashMap::new, Collectors.toList()));
    }

    private static String control(Control control) {
        String title = Frameworks.named(control.framework()).stream()
                .flatMap(framework -> framework.controls().stream())
                .filter(known -> known.id().equals(control.id()))
                .map(FrameworkControl::title)
                .findFirst()
                .orElse("");
        String strength = control.strength().word();
        return title.isEmpty()
                ? "%s (%s)".formatted(control.id(), strength)
                : "%s %s (%s)".formatted(control.id(), text(title), strength);
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append("| %s | %s |\n".formatted(name, value.replace("|", "\\|")));
    }

    /// Words that Markdown must not read as anything else.
    private static String text(String words) {
        return words.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
    }
}
