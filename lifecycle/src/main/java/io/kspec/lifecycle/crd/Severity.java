package io.kspec.lifecycle.crd;

import java.util.Locale;

/// How much a finding weighs, from the lightest to the heaviest: the order of the constants is their weight.
public enum Severity {
    /// Nothing to do.
    OK,
    /// Worth knowing.
    INFO,
    /// Somebody should look at it; nothing stops.
    WARN,
    /// Clients or writes fail: an approval lifts it.
    BREAK,
    /// Data can vanish or become unreadable: only evidence, or an export and two approvals, lifts it.
    LOSS,
    /// The API server refuses it: nothing lifts it.
    REJECT;

    /// As tables and JSON write it: `break`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
