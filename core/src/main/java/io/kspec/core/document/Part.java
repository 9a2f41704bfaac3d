package io.kspec.core.document;

import java.util.ArrayList;
import java.util.List;

/// One document's share of a text, its marker included, so that columns stay right.
///
/// @param firstLine counts from 1
record Part(String text, int firstLine) {
    private static final int MARKER = 3;

    /// Cuts a text at its document markers. A line that begins with `---` ends whatever stands before it, also inside
    /// a block of text and inside something broken: so one broken document does not take its neighbours along.
    static List<Part> of(String text) {
        var parts = new ArrayList<Part>();
        int begin = 0;
        int beginLine = 1;
        int line = 1;
        boolean onlyDirectives = true;
        for (int at = 0; at < text.length(); at = next(text, at), line++) {
            if (startsMarker(text, at, '-') && at > begin && !onlyDirectives) {
                parts.add(new Part(text.substring(begin, at), beginLine));
                begin = at;
                beginLine = line;
            }
            if (startsMarker(text, at, '.')) {
                int after = next(text, at);
                parts.add(new Part(text.substring(begin, after), beginLine));
                begin = after;
                beginLine = line + 1;
                onlyDirectives = true;
            } else {
                onlyDirectives = (onlyDirectives || begin == at) && isDirectiveOrBlank(text, at);
            }
        }
        parts.add(new Part(text.substring(begin), beginLine));
        return parts;
    }

    private static boolean startsMarker(String text, int at, char sign) {
        for (int offset = 0; offset < MARKER; offset++) {
            if (at + offset >= text.length() || text.charAt(at + offset) != sign) {
                return false;
            }
        }
        return at + MARKER == text.length() || Character.isWhitespace(text.charAt(at + MARKER));
    }

    /// Whether a line may stand between documents: blank, a comment, or a directive such as `%YAML 1.2`.
    private static boolean isDirectiveOrBlank(String text, int at) {
        char first = text.charAt(at);
        return first == '%' || first == '#' || first == '\n' || first == '\r';
    }

    private static int next(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }
}
