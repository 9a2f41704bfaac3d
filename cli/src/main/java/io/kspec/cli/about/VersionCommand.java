package io.kspec.cli.about;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "version",
        header = "Say which kspec this is.",
        footer = {"  kspec version", "  kspec version -o json", ""})
public final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json.")
    private Format output = Format.TEXT;

    enum Format {
        TEXT,
        JSON
    }

    public VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String java = Runtime.version().toString();
        switch (output) {
            case TEXT -> terminal.out().println("kspec %s (Java %s)".formatted(version(), java));
            case JSON -> terminal.out().println("{\"version\": \"%s\", \"java\": \"%s\"}".formatted(version(), java));
        }
        return ExitCode.OK.code();
    }

    /// As the jar says; `unknown` for classes that were never put into one.
    public static String version() {
        return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }
}
