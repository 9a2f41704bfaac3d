package io.kspec.core.fix.text;

import java.util.Comparator;
import java.util.List;

/// A stretch of a text and what comes in its place.
record Replacement(int start, int end, String text) {
    static Replacement insert(int at, String text) {
        return new Replacement(at, at, text);
    }

    static Replacement delete(int start, int end) {
        return new Replacement(start, end, "");
    }

    /// The text with all of them made. They must not overlap; of several at one place, the first comes first.
    static String all(String text, List<Replacement> replacements) {
        var changed = new StringBuilder();
        int done = 0;
        for (Replacement next : replacements.stream()
                .sorted(Comparator.comparingInt(Replacement::start))
                .toList()) {
            changed.append(text, done, next.start()).append(next.text());
            done = next.end();
        }
        return changed.append(text, done, text.length()).toString();
    }
}
