/// Secrets at rest: what the database keeps of kubeconfigs, values and signing keys cannot be read without a key it
/// does not hold.
///
/// **Reads** the key ring `kspec.keys.file` (or `kspec.keys.ring`) once, at start, or asks the Vault of
/// `kspec.keys.vault.address` to wrap and unwrap. **Writes** what others keep sealed, when another key seals than
/// before. Start with [io.kspec.server.secret.Sealer].
@NullMarked
package io.kspec.server.secret;

import org.jspecify.annotations.NullMarked;
