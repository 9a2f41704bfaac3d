package io.kspec.server.secret;

import io.kspec.core.failure.Failure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Seals secrets in envelopes: each has a data key of its own, which one of the keys wraps, so rotation re-wraps
/// some bytes and never decrypts a secret. Whatever wraps or unwraps may throw [KeysAway].
///
/// `context` says what the secret belongs to (`cluster/<id>`, `signing-key/<kid>`): sealed bytes moved to another
/// row do not open. Form: one byte 1, the length of the wrapped key in two bytes, the wrapped key, the encrypted
/// secret.
@Singleton
public final class Sealer {
    private static final byte FORM = 1;
    private static final int PREFIX = 3;
    private final Keys keys;

    @Inject
    public Sealer(Keys keys) {
        this.keys = keys;
    }

    public Sealed seal(byte[] plain, String context) {
        byte[] bound = context.getBytes(StandardCharsets.UTF_8);
        byte[] dataKey = Gcm.newKey();
        byte[] encrypted = Gcm.encrypt(dataKey, plain, bound);
        Sealed sealed = envelope(keys.wrap(dataKey, bound), encrypted);
        Arrays.fill(dataKey, (byte) 0);
        return sealed;
    }

    public Opened open(Sealed sealed, String context) {
        byte[] bound = context.getBytes(StandardCharsets.UTF_8);
        Optional<byte[]> plain = Parts.of(sealed.bytes())
                .flatMap(parts -> keys.unwrap(parts.wrapped(sealed.keyId()), bound)
                        .flatMap(dataKey -> Gcm.decrypt(dataKey, parts.encrypted, bound)));
        return plain.<Opened>map(Opened.Plain::new).orElseGet(() -> unreadable(sealed, context));
    }

    /// The id of the key that seals; [#reseal] what another one sealed.
    public String activeKey() {
        return keys.activeId();
    }

    /// Whether the key is one of ours.
    public boolean has(String keyId) {
        return keys.has(keyId);
    }

    /// The same secret under the active key; empty when none of the keys opens it.
    public Optional<Sealed> reseal(Sealed sealed, String context) {
        byte[] bound = context.getBytes(StandardCharsets.UTF_8);
        return Parts.of(sealed.bytes()).flatMap(parts -> keys.unwrap(parts.wrapped(sealed.keyId()), bound)
                .map(dataKey -> envelope(keys.wrap(dataKey, bound), parts.encrypted)));
    }

    private static Sealed envelope(Sealed dataKey, byte[] encrypted) {
        byte[] wrapped = dataKey.bytes();
        byte[] bytes = ByteBuffer.allocate(PREFIX + wrapped.length + encrypted.length)
                .put(FORM)
                .putShort((short) wrapped.length)
                .put(wrapped)
                .put(encrypted)
                .array();
        return new Sealed(bytes, dataKey.keyId());
    }

    private static Opened unreadable(Sealed sealed, String context) {
        return new Opened.Unreadable(
                new Failure.Malformed(
                        "it does not open with the key " + sealed.keyId(),
                        context,
                        "Put that key back into the key ring, or let Vault open what it sealed; if it does, the stored bytes were changed."));
    }

    private static final class Parts {
        private final byte[] wrapped;
        private final byte[] encrypted;

        private Parts(byte[] wrapped, byte[] encrypted) {
            this.wrapped = wrapped;
            this.encrypted = encrypted;
        }

        Sealed wrapped(String keyId) {
            return new Sealed(wrapped, keyId);
        }

        static Optional<Parts> of(byte[] bytes) {
            ByteBuffer read = ByteBuffer.wrap(bytes);
            if (bytes.length < PREFIX || read.get() != FORM) {
                return Optional.empty();
            }
            int length = Short.toUnsignedInt(read.getShort());
            if (read.remaining() < length) {
                return Optional.empty();
            }
            byte[] wrapped = new byte[length];
            read.get(wrapped);
            byte[] encrypted = new byte[read.remaining()];
            read.get(encrypted);
            return Optional.of(new Parts(wrapped, encrypted));
        }
    }
}
