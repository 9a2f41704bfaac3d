package io.kspec.core.fix.text;

/// Ends the editing of one text; [TextEdits] turns it into [Rewriting.ByHand].
final class ByHandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /// @param hint one sentence that says why, and what to do
    ByHandException(String hint) {
        super(hint, null, false, false);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
