/// `kspec audit`: what was done, by whom and when, and the proof that nobody changed the record. Start at
/// [io.kspec.cli.server.audit.AuditCommand].
@NullMarked
package io.kspec.cli.server.audit;

import org.jspecify.annotations.NullMarked;
