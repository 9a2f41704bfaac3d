package io.kspec.cli.server.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.output.YamlOut;
import io.kspec.cli.server.client.ServerAddress;
import io.kspec.cli.server.client.Token;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import io.kspec.local.LocalKubernetesException;
import io.kspec.local.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// The file of one login, which only its owner can open.
final class LoginFile {
    private static final String REMEDY = "Log in again: kspec login.";

    private final Path directory;
    private final Path file;

    private LoginFile(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("server.yaml");
    }

    /// `kspec/server.yaml` below `XDG_CONFIG_HOME`, else below `~/.config`.
    static LoginFile of(Terminal terminal) {
        String configured = terminal.variable("XDG_CONFIG_HOME");
        Path all = configured.isBlank() ? terminal.home().resolve(".config") : Path.of(configured);
        return new LoginFile(all.resolve("kspec"));
    }

    Path path() {
        return file;
    }

    /// Empty when nobody is logged in.
    Step<Optional<Login>> read() {
        try {
            List<Parsed> parsed = Documents.read(file.toString(), Files.readString(file));
            return switch (parsed.isEmpty() ? broken("it is empty") : parsed.getFirst()) {
                case Broken broken -> Step.stop(ExitCode.USAGE, broken.failure().sentence());
                case Document document -> login(document.json());
            };
        } catch (NoSuchFileException none) {
            return Step.next(Optional.empty());
        } catch (IOException unreadable) {
            return wrong("cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    private Broken broken(String what) {
        return new Broken(file.toString(), io.kspec.core.document.Position.START, what, REMEDY);
    }

    private Step<Optional<Login>> login(JsonNode json) {
        String token = json.path("token").asText("");
        if (token.isBlank()) {
            return wrong("holds no token");
        }
        return switch (ServerAddress.read(json.path("server").asText(""))) {
            case Step.Stop<URI> _ -> wrong("names no server");
            case Step.Next<URI>(URI server) ->
                Step.next(Optional.of(new Login(
                        server,
                        new Token(token),
                        text(json, "user"),
                        text(json, "expiresAt").flatMap(LoginFile::moment),
                        text(json, "caFile").map(Path::of))));
        };
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field).asText("")).filter(text -> !text.isBlank());
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private <T> Step<T> wrong(String what) {
        return Step.stop(ExitCode.USAGE, "the file of the last login %s (%s). %s".formatted(what, file, REMEDY));
    }

    /// Replaces what was there, in one step.
    Step<Path> write(Login login) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("server", login.server().toString())
                .put("token", login.token().text());
        login.user().ifPresent(user -> json.put("user", user));
        login.expiresAt().ifPresent(end -> json.put("expiresAt", end.toString()));
        login.authorities()
                .ifPresent(pem -> json.put("caFile", pem.toAbsolutePath().toString()));
        try {
            PrivateFiles.directory(directory);
            return Step.next(PrivateFiles.write(file, YamlOut.text(json)));
        } catch (LocalKubernetesException refused) {
            return Step.stop(ExitCode.REFUSED, String.valueOf(refused.getMessage()));
        }
    }

    /// Whether there was a login to forget.
    Step<Boolean> remove() {
        try {
            return Step.next(Files.deleteIfExists(file));
        } catch (IOException refused) {
            return Step.stop(
                    ExitCode.REFUSED,
                    "the file of the login cannot be deleted (%s): %s. Check the directory and its rights."
                            .formatted(file, refused.getClass().getSimpleName()));
        }
    }
}
