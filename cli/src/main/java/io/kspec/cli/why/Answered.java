package io.kspec.cli.why;

import io.kspec.core.why.Answer;
import io.kspec.core.why.Why;
import java.util.List;

/// What was answered about every object that was asked for.
///
/// @param complete whether all that was named could be read
record Answered(List<Why> objects, boolean complete) {
    Answered {
        objects = List.copyOf(objects);
    }

    boolean refused() {
        return objects.stream().anyMatch(Why::refused);
    }

    /// Whether every rule that was asked could answer.
    boolean evaluated() {
        return complete
                && objects.stream()
                        .flatMap(why -> why.specifications().stream())
                        .flatMap(specification -> specification.rules().stream())
                        .noneMatch(rule -> rule.answer() instanceof Answer.Unread);
    }
}
