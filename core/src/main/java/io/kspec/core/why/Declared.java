package io.kspec.core.why;

import io.kspec.core.resolve.Origin;
import io.kspec.core.rulebook.Rulebook;
import java.util.List;

/// A compiled specification and who declared its demands.
public record Declared(Rulebook rulebook, List<Origin> origins) {
    public Declared {
        origins = List.copyOf(origins);
    }
}
