package io.kspec.core.impact;

import java.util.List;

/// An owner whose pods are refused.
///
/// @param pods how many of its running pods are among them; 0 when only its template is
/// @param refusals never empty, in the order of the rules
public record Refused(Owner owner, int pods, List<Refusal> refusals) {
    public Refused {
        refusals = List.copyOf(refusals);
    }
}
