package io.kspec.server.secret;

import java.util.List;
import org.jooq.DSLContext;

/// What a feature keeps sealed in a table of its own.
public interface SealedRows {
    /// One of them.
    ///
    /// @param id      as text, by which they are in order
    /// @param context that it is bound to
    record Row(String id, String context, Sealed sealed) {
        Row sealed(Sealed anew) {
            return new Row(id, context, anew);
        }
    }

    /// In the plural, for sentences: `credentials of clusters`.
    String what();

    /// The next that another key sealed, in the order of their ids, locked until the transaction ends.
    ///
    /// @param after the id before; empty at the beginning
    List<Row> sealedByOther(DSLContext transaction, String activeKey, String after, int most);

    /// Stores the secret of a row as it is sealed now.
    void put(DSLContext transaction, Row row);
}
