package io.kspec.core.verdict;

import io.kspec.core.failure.Failure;
import java.util.List;

/// A rule's answer. What could not be read is [NotEvaluated]: never a pass and never a fail.
public sealed interface Verdict {
    Verdict PASS = new Pass("");

    /// Pass when nothing offends.
    static Verdict of(List<Violation> violations) {
        return violations.isEmpty() ? PASS : new Fail(violations);
    }

    /// `note` tells what was seen where that helps, for example the version; empty otherwise.
    record Pass(String note) implements Verdict {}

    /// `violations` is never empty and stands in document order.
    record Fail(List<Violation> violations) implements Verdict {
        public Fail {
            violations = List.copyOf(violations);
        }
    }

    /// A person must look; reported, never scored.
    record Manual(String question) implements Verdict {}

    /// The fault is named; never scored.
    record NotEvaluated(Failure why) implements Verdict {}
}
