/// The server's only durable state: PostgreSQL, its schema and its transactions.
///
/// **Reads** `kspec.database.*`. **Writes** the schema, by the forward-only migrations in `db/migration`, before
/// the first request is served. A feature's `…Repository` holds its SQL, takes the transaction from its caller and
/// returns records. Start with [io.kspec.server.database.Transactions].
@NullMarked
package io.kspec.server.database;

import org.jspecify.annotations.NullMarked;
