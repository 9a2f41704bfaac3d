package io.kspec.cli.terminal;

import picocli.CommandLine.Option;

/// The options that every subcommand takes.
public final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show the stack trace of a failure. Also: KSPEC_DEBUG=1. Off by default.")
    boolean verbose;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = {
                "When to colour: auto, always or never.",
                "auto colours on a terminal, and follows NO_COLOR and CLICOLOR_FORCE."
            })
    Colour colour = Colour.AUTO;

    public Colour colour() {
        return colour;
    }

    public boolean verbose() {
        return verbose;
    }
}
