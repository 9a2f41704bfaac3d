package io.kspec.cli;

import io.kspec.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/// Runs the command as a shell would, in this process.
public final class Kspec {
    private final Path home;
    private Map<String, String> environment = Map.of();
    private byte[] stdin = {};
    private boolean interactive;
    private Clock clock = Clock.systemUTC();

    private Kspec(Path home) {
        this.home = home;
    }

    /// With a home directory of its own, so that no kubeconfig of this machine is found.
    public static Kspec at(Path home) {
        return new Kspec(home);
    }

    public Kspec with(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    public Kspec reading(String text) {
        stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public Kspec onATerminal() {
        interactive = true;
        return this;
    }

    /// At a time that stands still.
    public Kspec at(Instant now) {
        clock = Clock.fixed(now, ZoneOffset.UTC);
        return this;
    }

    public Ended run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(
                new ByteArrayInputStream(stdin),
                new PrintWriter(out),
                new PrintWriter(err),
                interactive,
                environment,
                home,
                clock);
        int code = Main.run(terminal, arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    /// How the command ended.
    public record Ended(int code, String out, String err) {}
}
