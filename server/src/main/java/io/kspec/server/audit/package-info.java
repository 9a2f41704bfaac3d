/// What was done, by whom, with what result: an append-only log whose entries are chained by hashes, so that a
/// change or a gap is seen.
///
/// **Reads and writes** `audit_entry` and `audit_chain`. An entry is recorded in the transaction of what it
/// records: neither exists without the other. Start with [io.kspec.server.audit.Audit].
@NullMarked
package io.kspec.server.audit;

import org.jspecify.annotations.NullMarked;
