package io.kspec.cli.explain;

import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.OutputOption;
import io.kspec.cli.terminal.PrettyJson;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.rule.Checks;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.Rules;
import io.kspec.core.spelling.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        header = "Tell what a rule demands, why, who asks for it and what to do.",
        description = {
            "",
            "RULE is the name of a rule, of a check, an older dotted name, or the id of one instance as a scan prints",
            "it. A word that stands for several rules tells them all; without one every rule is listed.",
            ""
        },
        footer = {
            "  kspec explain                                   every rule in a table",
            "  kspec explain images-avoid-the-latest-tag",
            "  kspec explain workload-security                 every rule of a check",
            "  kspec explain 'container-field-is-set[securityContext.runAsNonRoot]' -o json",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Told.", "2:Wrong usage: no rule has that name."})
public final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "RULE", description = "What to tell about. Default: list every rule.")
    private @Nullable String word;

    @Mixin
    private OutputOption output = new OutputOption();

    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<RuleKind> named = word == null
                ? Rules.ALL
                : Rules.ALL.stream().filter(kind -> Checks.names(word, kind)).toList();
        if (named.isEmpty() && word != null) {
            terminal.complain(unknown(word));
            return ExitCode.USAGE.code();
        }
        switch (output.chosen()) {
            case JSON -> PrettyJson.print(RuleJson.of(named), terminal.out());
            case TABLE -> {
                if (word == null) {
                    list(named);
                } else {
                    RuleText.lines(named).forEach(terminal.out()::println);
                }
            }
        }
        return ExitCode.OK.code();
    }

    private void list(List<RuleKind> kinds) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("NAME", "CHECK", "SEVERITY", "CATEGORY", "ASKED BY"));
        kinds.forEach(kind -> rows.add(List.of(
                kind.name(),
                kind.card().check(),
                kind.card().severity().word(),
                kind.card().category().word(),
                "spec." + kind.askedBy())));
        Columns.lines(rows).forEach(terminal.out()::println);
    }

    private static String unknown(String word) {
        String nearest = Nearest.to(word, Checks.words())
                .map("Did you mean %s? "::formatted)
                .orElse("");
        return "no rule or check is called \"%s\". %skspec explain lists them all.".formatted(word, nearest);
    }
}
