/// Secrets at rest: what the database keeps of kubeconfigs and signing keys cannot be read without a key it does
/// not hold.
///
/// **Reads** the key ring `kspec.keys.file` (or `kspec.keys.ring`) once, at start. **Writes** nothing. Start with
/// [io.kspec.server.secret.Sealer].
@NullMarked
package io.kspec.server.secret;

import org.jspecify.annotations.NullMarked;
