package io.kspec.core.admission;

import java.util.List;

/// A decision, and what is not refused yet.
///
/// @param shadows rules that would have refused the request under mode enforce, in the order of the judging; whatever
///     the decision is
public record Ruling(Decision decision, List<ShadowRefusal> shadows) {
    public Ruling {
        shadows = List.copyOf(shadows);
    }
}
