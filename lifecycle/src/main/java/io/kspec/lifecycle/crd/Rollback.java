package io.kspec.lifecycle.crd;

import java.util.List;

/// Whether the old definition can be put back once objects were written under the new one.
///
/// @param safe    whether nothing speaks against it
/// @param reasons one sentence each, the heaviest first; empty when it is safe
public record Rollback(boolean safe, List<String> reasons) {
    public Rollback {
        reasons = List.copyOf(reasons);
    }
}
