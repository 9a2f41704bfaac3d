package io.kspec.core.rule;

import java.util.Collection;
import java.util.List;

/// The usual shapes of one-line summaries.
public final class Headlines {
    private static final int MOST_NAMES = 5;

    private Headlines() {}

    /// `1 container`, `2 containers`.
    public static String count(int number, String singular, String plural) {
        return "%d %s".formatted(number, number == 1 ? singular : plural);
    }

    /// `dev, staging, test`; beyond five, `a, b, c, d, e and 7 more`.
    public static String names(Collection<String> names) {
        List<String> shown = names.stream().limit(MOST_NAMES).toList();
        int left = names.size() - shown.size();
        return String.join(", ", shown) + (left == 0 ? "" : " and %d more".formatted(left));
    }
}
