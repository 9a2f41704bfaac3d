package io.kspec.kube.access;

import java.time.Instant;

/// A short-lived token of a service account. Its text never shows in logs.
public record MintedToken(String token, Instant expiresAt) {
    @Override
    public String toString() {
        return "MintedToken[expiresAt=%s]".formatted(expiresAt);
    }
}
