package io.kspec.server.approval;

import java.util.Set;

/// A consent to definitions of an operator's version.
///
/// @param approved names of all definitions of that version that are approved, the newly approved one included
/// @param notes what the person said; may be empty
public record CrdConsent(String operator, String version, Set<String> approved, String notes) {
    public CrdConsent {
        approved = Set.copyOf(approved);
    }
}
