/// Secrets at rest: what the database keeps of kubeconfigs, values and signing keys cannot be read without a key it
/// does not hold.
///
/// **Reads** the key ring `kspec.keys.file` (or `kspec.keys.ring`) once, at start. **Writes** what others keep sealed,
/// when the first key of the ring is another one than before. Start with [io.kspec.server.secret.Sealer].
@NullMarked
package io.kspec.server.secret;

import org.jspecify.annotations.NullMarked;
