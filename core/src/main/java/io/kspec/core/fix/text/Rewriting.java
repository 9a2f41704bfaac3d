package io.kspec.core.fix.text;

import io.kspec.core.document.Section;

/// What became of edits on a text.
public sealed interface Rewriting {
    /// Every edit is made, and nothing else.
    ///
    /// @param section with its new text, read anew
    record Done(Section section) implements Rewriting {}

    /// The text stays as it is.
    ///
    /// @param hint one sentence that says why, and what to do
    record ByHand(String hint) implements Rewriting {}
}
