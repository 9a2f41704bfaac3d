package io.kspec.cli.terminal;

import io.kspec.core.failure.Failure;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// Everything around a command that is not its arguments. Data goes to `out`; progress, warnings and complaints to
/// `err`.
///
/// @param interactive whether a person looks at `out` and `err`
/// @param home the user's home directory
/// @param clock the time by which windows open and exemptions expire
public record Terminal(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        Map<String, String> environment,
        Path home,
        Clock clock) {
    public Terminal {
        environment = Map.copyOf(environment);
    }

    /// `error: <what> (<where>). <remedy>`.
    public void complain(Failure failure) {
        err.println("error: " + Printable.line(failure.sentence()));
    }

    public void complain(String sentence) {
        err.println("error: " + Printable.line(sentence));
    }

    public void warn(String sentence) {
        err.println("warning: " + Printable.line(sentence));
    }

    public void note(String sentence) {
        err.println("note: " + Printable.line(sentence));
    }

    /// An environment variable; empty when it is not set.
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
