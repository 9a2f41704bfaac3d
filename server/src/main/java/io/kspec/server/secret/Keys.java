package io.kspec.server.secret;

import java.util.Optional;

/// Where the keys are that wrap every secret's own data key.
///
/// A key store that never gives its keys away wraps and unwraps, and nothing else is asked of it. Each method may
/// throw [KeysAway] where keys are not in memory.
public sealed interface Keys permits KeyRing, VaultTransit, KeysInTurn {
    /// The id of the key that seals now.
    String activeId();

    /// Whether what this key wrapped is for these keys to open.
    boolean has(String keyId);

    /// Encrypts a data key with the active key, bound to the context.
    Sealed wrap(byte[] dataKey, byte[] context);

    /// Empty when the key that wrapped is unknown, or when the bytes or the context are not those that were wrapped.
    Optional<byte[]> unwrap(Sealed wrapped, byte[] context);
}
