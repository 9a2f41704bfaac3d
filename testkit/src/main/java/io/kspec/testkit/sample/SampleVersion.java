package io.kspec.testkit.sample;

/// The versions of the sample operator.
public enum SampleVersion {
    /// The first: widgets have a size, a color and a note.
    FIRST("1.0.0"),
    /// Widgets may have a label as well.
    ADDS_A_FIELD("1.1.0"),
    /// Its webhook never answers, and no widget can be written.
    BROKEN_WEBHOOK("1.2.0-broken-webhook"),
    /// Its program ends as soon as it begins.
    CRASHES("1.3.0-crash"),
    /// Widgets have no note any more.
    REMOVES_A_FIELD("2.0.0");

    private final String text;

    SampleVersion(String text) {
        this.text = text;
    }

    /// As its chart says it.
    public String text() {
        return text;
    }
}
