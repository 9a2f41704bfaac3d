package io.kspec.server.chart;

/// An archive that is not read further; the message says why, as a clause. Caught by [ChartReader].
final class BadArchiveException extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    BadArchiveException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
