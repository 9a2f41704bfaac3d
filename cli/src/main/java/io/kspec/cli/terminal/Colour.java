package io.kspec.cli.terminal;

import picocli.CommandLine.Help.Ansi;

/// When output is coloured. Colour never says what the words beside it do not.
public enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    /// `NO_COLOR` wins over `CLICOLOR_FORCE`, which wins over what the terminal is; the flag wins over all three.
    public Ansi ansi(Terminal terminal) {
        return switch (this) {
            case ALWAYS -> Ansi.ON;
            case NEVER -> Ansi.OFF;
            case AUTO -> automatic(terminal);
        };
    }

    private static Ansi automatic(Terminal terminal) {
        if (!terminal.variable("NO_COLOR").isEmpty()) {
            return Ansi.OFF;
        }
        String force = terminal.variable("CLICOLOR_FORCE");
        boolean forced = !force.isEmpty() && !force.equals("0");
        return forced || terminal.interactive() ? Ansi.ON : Ansi.OFF;
    }
}
