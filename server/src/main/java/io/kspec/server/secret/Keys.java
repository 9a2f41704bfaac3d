package io.kspec.server.secret;

import java.util.Optional;

/// Where the keys are that wrap every secret's own data key. A key store that never gives its keys away (a transit
/// engine) joins here: it wraps and unwraps, and nothing else is asked of it.
public sealed interface Keys permits KeyRing {
    /// The id of the key that seals now.
    String activeId();

    /// Whether what this key wrapped opens.
    boolean has(String keyId);

    /// Encrypts a data key with the active key, bound to the context.
    byte[] wrap(byte[] dataKey, byte[] context);

    /// Empty when this key is unknown, or when the bytes or the context are not those that were wrapped.
    Optional<byte[]> unwrap(String keyId, byte[] wrapped, byte[] context);
}
