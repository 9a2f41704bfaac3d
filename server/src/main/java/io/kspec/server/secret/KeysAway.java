package io.kspec.server.secret;

import io.kspec.core.failure.Failure;
import io.kspec.server.database.Passing;

/// The store of keys did not wrap or unwrap now: it is away, sealed, or refuses. What is sealed with it is not lost,
/// so this is no answer about it. It is thrown, as it is when the database is away: whoever needs a secret cannot go
/// on without it, and tries again as a whole.
public final class KeysAway extends RuntimeException implements Passing {
    private static final long serialVersionUID = 1;
    private final transient Failure why;

    KeysAway(Failure why) {
        super(why.sentence());
        this.why = why;
    }

    public Failure why() {
        return why;
    }
}
