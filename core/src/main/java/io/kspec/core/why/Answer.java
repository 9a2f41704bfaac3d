package io.kspec.core.why;

import io.kspec.core.exemption.Exemption;
import io.kspec.core.failure.Failure;
import io.kspec.core.verdict.Violation;
import java.util.List;

/// What became of one rule for one object.
public sealed interface Answer {
    record Passed(String note) implements Answer {}

    /// `violations` is never empty.
    record Broken(List<Violation> violations) implements Answer {
        public Broken {
            violations = List.copyOf(violations);
        }
    }

    /// Broken, and an exemption pardons it.
    record Pardoned(List<Violation> violations, Exemption exemption) implements Answer {
        public Pardoned {
            violations = List.copyOf(violations);
        }
    }

    /// A person must look.
    record Question(String question) implements Answer {}

    record Unread(Failure why) implements Answer {}

    /// The rule does not speak of this object.
    ///
    /// @param because a clause for people, with the field of the specification that says so
    record NotAsked(String because) implements Answer {}
}
