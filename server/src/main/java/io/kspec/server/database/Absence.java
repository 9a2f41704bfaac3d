package io.kspec.server.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells a database that is away from one that was asked something wrong.
public final class Absence {
    private Absence() {}

    /// SQL states of class 08 (connection), 53 (resources) and 57 (shut down) mean away; so does a pool without a
    /// connection to give, which has no state. All others are our own mistakes.
    ///
    /// @param failed what a transaction threw; its causes are looked at too
    public static boolean isWhy(Throwable failed) {
        Optional<SQLException> why = Stream.iterate(failed, link -> link != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
        return why.map(SQLException::getSQLState)
                .map(state -> state.startsWith("08") || state.startsWith("53") || state.startsWith("57"))
                .orElse(why.isPresent());
    }
}
