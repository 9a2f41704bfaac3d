package io.kspec.cli.server.session;

import io.kspec.cli.server.client.Token;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that holds one secret and nothing else.
final class TokenFile {
    private TokenFile() {}

    static Step<Token> read(Path file) {
        return secret(file, "token", "--token-file")
                .then(text -> text.chars().anyMatch(Character::isWhitespace)
                        ? Step.stop(
                                ExitCode.USAGE,
                                "the file holds more than a token (%s). Write the token and nothing else."
                                        .formatted(file))
                        : Step.next(new Token(text)));
    }

    /// The content without the line break at its end; of a file of several secrets, as the server writes for its
    /// first administrator, the one of this name.
    ///
    /// @param name as in `password=…`
    /// @param option by which the file was named
    static Step<String> secret(Path file, String name, String option) {
        try {
            String whole = Files.readString(file).stripTrailing();
            String text = whole.lines()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElse(whole);
            return text.isEmpty()
                    ? Step.stop(ExitCode.USAGE, "the file that %s names is empty (%s).".formatted(option, file))
                    : Step.next(text);
        } catch (MalformedInputException binary) {
            return Step.stop(ExitCode.USAGE, "the file that %s names is no text (%s).".formatted(option, file));
        } catch (IOException unreadable) {
            return Step.stop(
                    ExitCode.USAGE,
                    "the file that %s names cannot be read (%s): %s. Check path and rights."
                            .formatted(option, file, unreadable.getClass().getSimpleName()));
        }
    }
}
