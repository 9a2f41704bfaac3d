package io.kspec.server.secret;

/// Bytes that only the named key opens; both are stored, neither is secret.
public final class Sealed {
    private final byte[] bytes;
    private final String keyId;

    public Sealed(byte[] bytes, String keyId) {
        this.bytes = bytes.clone();
        this.keyId = keyId;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String keyId() {
        return keyId;
    }
}
