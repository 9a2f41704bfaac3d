package io.kspec.server.mail;

import io.kspec.server.mail.Letter.Fact;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A letter as it is sent: one line of subject, plain text, and the same as simple HTML. Pure.
record Written(String subject, String text, String html) {
    private static final int LONGEST_SUBJECT = 150;
    private static final int LONGEST_VALUE = 500;

    /// A table of a hundred clusters tells nobody more than one of thirty.
    private static final int MOST_VALUES = 30;

    static Written of(Letter letter) {
        List<Fact> facts = letter.facts().stream()
                .filter(fact -> !fact.values().isEmpty())
                .map(Written::bounded)
                .toList();
        return new Written(
                shorter(oneLine(letter.subject()), LONGEST_SUBJECT), text(letter, facts), html(letter, facts));
    }

    private static Fact bounded(Fact fact) {
        List<String> some = fact.values().stream()
                .limit(MOST_VALUES)
                .map(value -> shorter(oneLine(value), LONGEST_VALUE))
                .toList();
        int more = fact.values().size() - some.size();
        return more == 0
                ? new Fact(fact.name(), some)
                : new Fact(
                        fact.name(),
                        Stream.concat(some.stream(), Stream.of("and %d more".formatted(more)))
                                .toList());
    }

    private static String text(Letter letter, List<Fact> facts) {
        String table = facts.stream()
                .map(fact -> "%s: %s".formatted(fact.name(), String.join("\n    ", fact.values())))
                .collect(Collectors.joining("\n"));
        return Stream.of(Stream.of(letter.opening()), Stream.of(table), letter.closing().stream())
                .flatMap(paragraphs -> paragraphs)
                .filter(paragraph -> !paragraph.isBlank())
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static String html(Letter letter, List<Fact> facts) {
        String rows = facts.stream()
                .map(fact -> "<tr><th align=\"left\" valign=\"top\">%s</th><td>%s</td></tr>"
                        .formatted(
                                escaped(fact.name()),
                                fact.values().stream().map(Written::escaped).collect(Collectors.joining("<br>"))))
                .collect(Collectors.joining("\n"));
        String closing = letter.closing().stream()
                .map(paragraph -> "<p>%s</p>".formatted(escaped(paragraph)))
                .collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html><body>
                <p>%s</p>
                <table cellpadding="4">
                %s
                </table>
                %s
                </body></html>
                """.formatted(escaped(letter.opening()), rows, closing);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// Line breaks in a subject would be headers, and in a table rows.
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private static String shorter(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
