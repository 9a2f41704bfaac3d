package io.kspec.cli.fix;

import io.kspec.cli.terminal.Printable;
import io.kspec.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/// The outcome for people. The patch alone goes to standard output, so that it can be applied as it is; what a person
/// must do goes to standard error.
final class DiffReport {
    private final Outcome outcome;
    private final Terminal terminal;
    private final Ansi ansi;

    private DiffReport(Outcome outcome, Terminal terminal, Ansi ansi) {
        this.outcome = outcome;
        this.terminal = terminal;
        this.ansi = ansi;
    }

    static void print(Outcome outcome, Terminal terminal, Ansi ansi) {
        new DiffReport(outcome, terminal, ansi).report();
    }

    /// What a person must do, for output that shows it nowhere else.
    static void printLeft(Outcome outcome, Terminal terminal) {
        new DiffReport(outcome, terminal, Ansi.OFF).left();
    }

    private void report() {
        for (Mended file : outcome.changed()) {
            UnifiedDiff.of(file.source().source(), file.source().text(), file.text())
                    .forEach(line -> terminal.out().print(shown(line) + "\n"));
        }
        terminal.out().flush();
        left();
        summary();
    }

    private void left() {
        List<Left> left = outcome.left();
        if (!left.isEmpty()) {
            terminal.err().println("By hand:");
        }
        for (Left one : left) {
            terminal.err()
                    .println("   %s   %s   %s"
                            .formatted(
                                    Printable.line(one.file()),
                                    Printable.line(one.object().display()),
                                    Printable.line(one.rule().toString())));
            terminal.err().println("      " + Printable.line(one.hint()));
        }
    }

    private void summary() {
        int changed = outcome.changed().size();
        int fixes = outcome.changed().stream()
                .mapToInt(file -> file.applied().size())
                .sum();
        if (changed > 0) {
            terminal.note("%s in %s %s."
                    .formatted(
                            fixes == 1 ? "1 fix" : fixes + " fixes",
                            changed == 1 ? "1 file" : changed + " files",
                            outcome.done() ? "written" : "to write: add --write"));
        } else if (outcome.left().isEmpty() && outcome.gaps().isEmpty()) {
            terminal.note("nothing to fix.");
        }
    }

    /// Exact for programs; safe, and in colour where that is wanted, for people.
    private String shown(String line) {
        String safe =
                terminal.interactive() ? Printable.line(line.replace("\r", "").replace("\t", "    ")) : line;
        if (!ansi.enabled() || style(line).isEmpty()) {
            return safe;
        }
        return Style.parse(style(line))[0].on() + safe + Style.reset.on();
    }

    private static String style(String line) {
        if (line.startsWith("--- ") || line.startsWith("+++ ")) {
            return "bold";
        }
        if (line.startsWith("@@")) {
            return "fg(cyan)";
        }
        if (line.startsWith("+")) {
            return "fg(green)";
        }
        return line.startsWith("-") ? "fg(red)" : "";
    }
}
