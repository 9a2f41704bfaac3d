package io.kspec.core.fix.text;

/// A text and the lines in it. Lines end with LF or CR LF.
record Lines(String text) {
    /// Where the line of `at` begins.
    int begin(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /// Where the line of `at` ends, before its line end.
    int end(int at) {
        int feed = text.indexOf('\n', at);
        if (feed < 0) {
            return text.length();
        }
        return feed > at && text.charAt(feed - 1) == '\r' ? feed - 1 : feed;
    }

    /// Where the line after that of `at` begins; the end of the text when there is none.
    int next(int at) {
        int feed = text.indexOf('\n', at);
        return feed < 0 ? text.length() : feed + 1;
    }

    /// What stands before `at` on its line.
    String before(int at) {
        return text.substring(begin(at), at);
    }

    /// What stands from `at` on its line.
    String after(int at) {
        return text.substring(at, end(at));
    }

    /// In chars from the beginning of the line, counted from 0.
    int column(int at) {
        return at - begin(at);
    }

    /// The blanks that the line of `at` begins with.
    String indentation(int at) {
        int begin = begin(at);
        return text.substring(begin, spaces(begin));
    }

    boolean is(int at, char sign) {
        return at < text.length() && text.charAt(at) == sign;
    }

    /// Past spaces and tabs.
    int spaces(int at) {
        int next = at;
        while (is(next, ' ') || is(next, '\t')) {
            next++;
        }
        return next;
    }

    /// Past spaces, tabs and line ends.
    int blanks(int at) {
        int next = at;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    /// Back over spaces, tabs and line ends.
    int blanksBefore(int at) {
        int first = at;
        while (first > 0 && Character.isWhitespace(text.charAt(first - 1))) {
            first--;
        }
        return first;
    }

    /// Past blanks and comments, to the next sign that means something.
    int sign(int at) {
        int next = blanks(at);
        while (is(next, '#')) {
            next = blanks(end(next));
        }
        return next;
    }

    /// The text's own line end.
    String ending() {
        int feed = text.indexOf('\n');
        return feed > 0 && text.charAt(feed - 1) == '\r' ? "\r\n" : "\n";
    }
}
