package io.kspec.cli.templates;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Printable;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.resolve.Library;
import io.kspec.core.spec.PolicyTemplateSpec;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        header = "List the built-in templates, or those of a catalogue.",
        footer = {
            "  kspec templates list",
            "  kspec templates list --from https://templates.example.com/",
            "  kubectl get policytemplates              those of a cluster",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The list is printed.", "2:Wrong usage.", "3:The catalogue cannot be read."})
final class ListTemplates implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--from",
            paramLabel = "CATALOGUE",
            description = "A folder, or an http or https address. Default: the built-in templates.")
    private @Nullable String from;

    ListTemplates(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (from == null) {
            Library.builtIn().templates().forEach(this::builtIn);
            return ExitCode.OK.code();
        }
        return switch (Catalogue.at(from).index()) {
            case Step.Stop<CatalogueIndex> stop -> stop.end(terminal);
            case Step.Next<CatalogueIndex>(CatalogueIndex index) -> {
                index.templates().forEach(entry -> terminal.out().println(entry.label()));
                if (index.templates().isEmpty()) {
                    terminal.note("the catalogue is empty.");
                }
                yield ExitCode.OK.code();
            }
        };
    }

    private void builtIn(String name) {
        PolicyTemplateSpec spec = Library.builtIn().template(name).orElseThrow();
        terminal.out()
                .println(Printable.line("%-20s %-8s %s"
                        .formatted(
                                name,
                                Objects.requireNonNullElse(spec.version(), ""),
                                Objects.requireNonNullElse(spec.description(), ""))));
    }
}
