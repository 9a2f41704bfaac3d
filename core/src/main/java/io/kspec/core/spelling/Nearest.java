package io.kspec.core.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The word that a misspelt one was probably meant to be.
public final class Nearest {
    private static final int LONGEST_WORD = 200;

    private Nearest() {}

    /// The candidate with the fewest letters to change, case aside; empty when even that is a different word. Of two
    /// that are equally near the first in the alphabet.
    public static Optional<String> to(String word, Collection<String> candidates) {
        if (word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        int tolerance = Math.max(1, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> changes(word, candidate) <= tolerance)
                .min(Comparator.comparingInt((String candidate) -> changes(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// Levenshtein's distance, case aside: how many letters must be put in, left out or replaced to make one of the
    /// other.
    public static int changes(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
