package io.kspec.core.fix;

import java.util.List;

/// What would make a workload right by one rule.
public sealed interface Fix {
    /// Safe to do without asking: the demanded state is one state, and the edits reach it and nothing else.
    ///
    /// @param edits never empty
    record Edits(List<Edit> edits) implements Fix {
        public Edits {
            edits = List.copyOf(edits);
        }
    }

    /// A person must decide.
    ///
    /// @param hint one sentence that says what to decide
    record ByHand(String hint) implements Fix {}
}
