package io.kspec.core.scope;

import io.kspec.core.failure.Failure;

/// Whether a specification speaks of a namespace.
public sealed interface Coverage {
    record Inside() implements Coverage {}

    /// The specification says nothing about it.
    ///
    /// @param because a clause for people, for example `namespace team-b is excluded`
    record Outside(String because) implements Coverage {}

    /// The labels of the namespace are not known, and it depends on them.
    record Unknown(Failure why) implements Coverage {}
}
