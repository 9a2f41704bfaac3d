package io.kspec.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// Asks before something is done that cannot be taken back.
public final class Consent {
    private static final Set<String> YES = Set.of("y", "yes");

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask. Needed where nobody can be asked. Off by default.")
    private boolean given;

    /// Empty when it may be done; else how the command ends, after saying why.
    ///
    /// @param what will be done, as a clause: `operator cert-manager is deleted`
    public Optional<ExitCode> missing(String what, Terminal terminal) {
        if (given) {
            return Optional.empty();
        }
        if (!terminal.interactive()) {
            terminal.complain(
                    "%s: nobody can be asked whether that is meant (no terminal). Say so with --yes.".formatted(what));
            return Optional.of(ExitCode.USAGE);
        }
        terminal.err().print("%s. Go on? [y/N] ".formatted(Printable.line(what)));
        terminal.err().flush();
        if (YES.contains(line(terminal).strip().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        terminal.note("nothing was done.");
        return Optional.of(ExitCode.FINDINGS);
    }

    private static String line(Terminal terminal) {
        try {
            String line = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException gone) {
            return "";
        }
    }
}
