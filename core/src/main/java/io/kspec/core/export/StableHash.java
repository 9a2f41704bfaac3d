package io.kspec.core.export;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/// Names that are the same in every run for the same key.
final class StableHash {
    /// The namespace (RFC 9562) of every UUID that kspec makes; chosen once, never changed.
    private static final UUID NAMESPACE = UUID.fromString("5b1f7c54-7d9e-4c63-9a0e-0c9f6f1d2a77");

    private StableHash() {}

    /// SHA-256, 64 hexadecimal digits.
    static String hex(String key) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    /// A version 5 UUID. The JDK makes versions 3 and 4 only.
    static String uuid(String key) {
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(key.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
