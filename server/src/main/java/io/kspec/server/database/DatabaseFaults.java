package io.kspec.server.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Tells from what a transaction threw whether the database is away, was asked something wrong, or was given a text
/// that it cannot keep.
public final class DatabaseFaults {
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

    private DatabaseFaults() {}

    /// SQL states of class 08 (connection), 53 (resources) and 57 (shut down) mean away; so does a pool without a
    /// connection to give, which has no state. All others are our own mistakes.
    ///
    /// @param failed what a transaction threw; its causes are looked at too
    public static boolean areAbsence(Throwable failed) {
        Optional<SQLException> why = said(failed);
        return why.map(SQLException::getSQLState)
                .map(state -> state.startsWith("08") || state.startsWith("53") || state.startsWith("57"))
                .orElse(why.isPresent());
    }

    /// PostgreSQL keeps every character of a text but U+0000.
    ///
    /// @param failed what a transaction threw; its causes are looked at too
    public static boolean areUnstorableText(Throwable failed) {
        return said(failed)
                .map(SQLException::getSQLState)
                .filter(NO_TEXT::contains)
                .isPresent();
    }

    private static Optional<SQLException> said(Throwable failed) {
        return Stream.iterate(failed, link -> link != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
    }
}
