package io.kspec.cli.server.session;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Asks a person for name and password. The password does not show while it is typed.
final class Secrets {
    private static final Path STDIN = Path.of("-");

    private final Terminal terminal;
    private final BufferedReader typed;

    Secrets(Terminal terminal) {
        this.terminal = terminal;
        this.typed = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    }

    /// Its text is for the server alone, and never printed.
    record Person(String name, String password) {
        @Override
        public String toString() {
            return "Person[name=%s]".formatted(name);
        }
    }

    Step<Person> person(Optional<String> name, Optional<Path> passwordFile) {
        Step<String> who = name.map(Step::next).orElseGet(() -> asked("Username: ", "--username NAME"));
        return who.then(person -> passwordFile
                .map(this::from)
                .orElseGet(this::password)
                .then(password -> Step.next(new Person(person, password))));
    }

    private Step<String> from(Path file) {
        return file.equals(STDIN)
                ? answered(line(), "--password-file")
                : TokenFile.secret(file, "password", "--password-file");
    }

    private Step<String> password() {
        return Optional.ofNullable(System.console())
                .filter(console -> terminal.interactive() && console.isTerminal())
                .map(Secrets::unseen)
                .orElseGet(() -> asked("Password: ", "--password-file FILE"));
    }

    private static Step<String> unseen(Console console) {
        char[] password = console.readPassword("Password: ");
        return answered(password == null ? "" : new String(password), "--password-file FILE");
    }

    private Step<String> asked(String question, String option) {
        if (!terminal.interactive()) {
            return Step.stop(
                    ExitCode.USAGE, "nobody can be asked here (no terminal). Say it with %s.".formatted(option));
        }
        terminal.err().print(question);
        terminal.err().flush();
        return answered(line(), option);
    }

    private static Step<String> answered(String text, String option) {
        return text.isEmpty()
                ? Step.stop(ExitCode.USAGE, "nothing was given. Say it with %s.".formatted(option))
                : Step.next(text);
    }

    private String line() {
        try {
            String line = typed.readLine();
            return line == null ? "" : line;
        } catch (IOException gone) {
            return "";
        }
    }
}
