package io.kspec.core.rule;

/// Any text as a CEL string literal.
public final class CelText {
    private CelText() {}

    /// A string literal on one line.
    public static String of(String value) {
        var quoted = new StringBuilder("'");
        value.codePoints().forEach(letter -> {
            switch (letter) {
                case '\'' -> quoted.append("\\'");
                case '\\' -> quoted.append("\\\\");
                default -> {
                    if (Character.isISOControl(letter)) {
                        quoted.append("\\u%04x".formatted(letter));
                    } else {
                        quoted.appendCodePoint(letter);
                    }
                }
            }
        });
        return quoted.append('\'').toString();
    }
}
