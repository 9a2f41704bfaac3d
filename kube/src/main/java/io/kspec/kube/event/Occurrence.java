package io.kspec.kube.event;

/// Something that happened to an object and that its owner should see.
///
/// @param reason one CamelCase word
/// @param action what kspec was doing: one CamelCase word
/// @param note a sentence, of which the first 1024 bytes are kept
public record Occurrence(Kind kind, String reason, String action, String note) {
    /// Whether somebody should look.
    public enum Kind {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    public static Occurrence normal(String reason, String action, String note) {
        return new Occurrence(Kind.NORMAL, reason, action, note);
    }

    public static Occurrence warning(String reason, String action, String note) {
        return new Occurrence(Kind.WARNING, reason, action, note);
    }
}
