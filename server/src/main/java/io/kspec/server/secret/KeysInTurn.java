package io.kspec.server.secret;

import java.util.Optional;

/// Keys that seal, and keys that open what they sealed before those: to move from one store to another.
record KeysInTurn(Keys now, Keys before) implements Keys {
    @Override
    public String activeId() {
        return now.activeId();
    }

    @Override
    public boolean has(String keyId) {
        return now.has(keyId) || before.has(keyId);
    }

    @Override
    public Sealed wrap(byte[] dataKey, byte[] context) {
        return now.wrap(dataKey, context);
    }

    @Override
    public Optional<byte[]> unwrap(Sealed wrapped, byte[] context) {
        return now.has(wrapped.keyId()) ? now.unwrap(wrapped, context) : before.unwrap(wrapped, context);
    }
}
