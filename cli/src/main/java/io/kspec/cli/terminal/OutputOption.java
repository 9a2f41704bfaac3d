package io.kspec.cli.terminal;

import picocli.CommandLine.Option;

/// The option that says how a command prints what it found.
public final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json.")
    private Output output = Output.TABLE;

    public Output chosen() {
        return output;
    }
}
