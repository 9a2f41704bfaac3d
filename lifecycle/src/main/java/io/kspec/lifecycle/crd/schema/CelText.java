package io.kspec.lifecycle.crd.schema;

/// The text of an expression, without what does not change its meaning.
public final class CelText {
    private static final String QUOTES = "'\"";

    private CelText() {}

    /// The expression with its spaces folded, apart from those in its texts: two that fold to the same are the same.
    public static String folded(String expression) {
        return walk(expression, true);
    }

    /// The expression with every text in it emptied, so that what looks like a function is one.
    public static String withoutTexts(String expression) {
        return walk(expression, false);
    }

    private static String walk(String expression, boolean keepTexts) {
        var text = new StringBuilder(expression.length());
        boolean space = false;
        int at = 0;
        while (at < expression.length()) {
            char letter = expression.charAt(at);
            if (Character.isWhitespace(letter)) {
                space = true;
                at++;
                continue;
            }
            if (space && !text.isEmpty() && isWord(text.charAt(text.length() - 1)) && isWord(letter)) {
                text.append(' ');
            }
            space = false;
            int end = QUOTES.indexOf(letter) >= 0 ? endOfText(expression, at) : at + 1;
            text.append(keepTexts || end == at + 1 ? expression.substring(at, end) : "''");
            at = end;
        }
        return text.toString();
    }

    /// Behind the closing quote of the text that begins here; the end of the expression when it is not closed.
    private static int endOfText(String expression, int start) {
        char quote = expression.charAt(start);
        for (int at = start + 1; at < expression.length(); at++) {
            if (expression.charAt(at) == '\\') {
                at++;
            } else if (expression.charAt(at) == quote) {
                return at + 1;
            }
        }
        return expression.length();
    }

    private static boolean isWord(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_';
    }
}
