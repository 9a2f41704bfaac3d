package io.kspec.cli.impact;

import io.kspec.core.failure.Failure;
import io.kspec.core.impact.Impact;
import java.util.List;

/// An impact, and what only the door knows of it.
///
/// @param specification the new one
/// @param current the names of those it was compared with
/// @param subject what was judged, for people
/// @param gaps what could not be read, so that the impact may be larger
record Compared(Impact impact, String specification, List<String> current, String subject, List<Failure> gaps) {
    Compared {
        current = List.copyOf(current);
        gaps = List.copyOf(gaps);
    }
}
