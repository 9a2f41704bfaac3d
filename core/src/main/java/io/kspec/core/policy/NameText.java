package io.kspec.core.policy;

import io.kspec.core.rule.CelText;
import io.kspec.core.scope.Wildcard;
import java.util.ArrayList;
import java.util.List;

/// Names and patterns with `*` as CEL.
final class NameText {
    private NameText() {}

    /// Whether a name is one of some or fits one of the patterns; `true` where it cannot but fit, `false` where there
    /// are none.
    ///
    /// @param name a CEL expression, a string
    static String any(String name, List<Wildcard> patterns) {
        if (patterns.stream().anyMatch(NameText::fitsAll)) {
            return "true";
        }
        var choices = new ArrayList<String>();
        List<String> exact = patterns.stream()
                .filter(Wildcard::exact)
                .map(pattern -> CelText.of(pattern.pattern()))
                .toList();
        if (exact.size() == 1) {
            choices.add("%s == %s".formatted(name, exact.getFirst()));
        } else if (!exact.isEmpty()) {
            choices.add("%s in [%s]".formatted(name, String.join(", ", exact)));
        }
        patterns.stream()
                .filter(pattern -> !pattern.exact())
                .forEach(pattern -> choices.add(matches(name, pattern, "")));
        return choices.isEmpty() ? "false" : String.join(" || ", choices);
    }

    /// Whether the name is a pattern followed by something.
    ///
    /// @param tail a regular expression; empty for nothing
    static String matches(String name, Wildcard pattern, String tail) {
        return "%s.matches(%s)".formatted(name, CelText.of("^" + regex(pattern) + tail + "$"));
    }

    static boolean fitsAll(Wildcard pattern) {
        return !pattern.pattern().isEmpty() && pattern.pattern().chars().allMatch(letter -> letter == '*');
    }

    private static String regex(Wildcard pattern) {
        var regex = new StringBuilder();
        pattern.pattern().codePoints().forEach(letter -> {
            if (letter == '*') {
                regex.append(".*");
            } else if (letter > '~' || Character.isLetterOrDigit(letter) || letter == '-') {
                regex.appendCodePoint(letter);
            } else {
                regex.append('\\').appendCodePoint(letter);
            }
        });
        return regex.toString();
    }
}
