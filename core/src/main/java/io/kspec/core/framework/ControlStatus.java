package io.kspec.core.framework;

/// What is known of a control.
public enum ControlStatus {
    /// All evidence passes, and some of it answers the whole question.
    PASS("Pass"),
    /// All evidence passes, and all of it answers only a part.
    PARTIAL_PASS("Pass (partial evidence)"),
    FAIL("Fail"),
    /// A person must look, or nothing was asked.
    MANUAL("Manual"),
    NOT_EVALUATED("NotEvaluated");

    private final String word;

    ControlStatus(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
