package io.kspec.server.release;

import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/// What Helm says of a failure, fit to be shown: without its wrapping, bounded, and without the values that it likes
/// to quote.
final class HelmWords {
    private static final int LONGEST = 600;
    private static final Pattern QUOTED_VALUES =
            Pattern.compile("(?s)(got:|values:|Invalid value: )\\s*(\"[^\"]*\"|[^\\s:]+)");

    private HelmWords() {}

    /// What Helm said when a call of it failed.
    static String of(ExecutionException failed) {
        Throwable cause = failed.getCause();
        String message = cause == null ? null : cause.getMessage();
        return message == null || message.isBlank() ? "it failed without a word" : shown(message);
    }

    static String shown(String message) {
        String one = QUOTED_VALUES
                .matcher(message.strip())
                .replaceAll("$1 (not shown)")
                .replaceAll("\\s+", " ");
        return one.length() <= LONGEST ? one : one.substring(0, LONGEST) + " …";
    }
}
