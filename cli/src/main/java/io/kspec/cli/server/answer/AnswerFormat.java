package io.kspec.cli.server.answer;

import java.util.Locale;

/// How an answer is printed. JSON and YAML hold all that the server said, tables what people look for.
public enum AnswerFormat {
    TABLE,
    WIDE,
    JSON,
    YAML;

    /// As it is written on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
