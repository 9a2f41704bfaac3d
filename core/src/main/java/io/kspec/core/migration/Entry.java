package io.kspec.core.migration;

import io.kspec.core.document.Position;
import io.kspec.core.verdict.FieldPath;
import java.util.Optional;

/// One line of the account.
///
/// @param source the text the field came from, as its document names it
/// @param position where the field stands there; of a field that is absent, where the nearest one around it stands
/// @param from the field in the older document
/// @param to the field in the new document; empty when nothing stands for it there
/// @param reason a clause for people; empty for what was carried without anything to say
public record Entry(
        Fate fate, String source, Position position, FieldPath from, Optional<FieldPath> to, String reason) {
    /// Whether somebody has to look at it before the new document says what the older one said.
    public boolean changed() {
        return fate == Fate.LOST || fate == Fate.RENAMED;
    }

    /// `cluster-spec.yaml:12:3`.
    public String where() {
        return "%s:%s".formatted(source, position);
    }
}
