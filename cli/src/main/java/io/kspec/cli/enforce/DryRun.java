package io.kspec.cli.enforce;

import java.util.Locale;

/// How much of a change is only tried.
enum DryRun {
    /// Nothing: it is made.
    NONE,
    /// All: the API server is asked for nothing but what stands there.
    CLIENT,
    /// The API server checks every change and stores none.
    SERVER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
