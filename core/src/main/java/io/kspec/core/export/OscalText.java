package io.kspec.core.export;

import java.util.Locale;

/// Text and names in OSCAL's data types.
final class OscalText {
    private OscalText() {}

    /// A string: one line, no space at its ends, never empty.
    static String line(String text) {
        String line = Plain.visible(text.replaceAll("\\s+", " ")).strip();
        return line.isEmpty() ? "-" : line;
    }

    /// A token: letters, digits, dots, dashes, underscores, no digit first.
    static String token(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}._-]+", ".")
                .replaceAll("[.]+", ".")
                .replaceAll("^[.]|[.]$", "");
        return plain.isEmpty() || !Character.isLetter(plain.codePointAt(0)) ? "_" + plain : plain;
    }
}
