package io.kspec.kube.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what a kubeconfig signs in with. No message holds any of it.
final class CredentialReading {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> FILES = Map.of(
            "client-certificate", "client-certificate-data",
            "client-key", "client-key-data",
            "tokenFile", "token");

    private static final List<String> IMPERSONATION = List.of("as", "as-uid", "as-groups", "as-user-extra");

    private final List<Failure> reasons;

    record Found(Credential credential, Optional<Instant> expiresAt) {}

    CredentialReading(List<Failure> reasons) {
        this.reasons = reasons;
    }

    Optional<Found> of(JsonNode user) {
        if (user.has("exec")) {
            note(
                    "it would run a program",
                    "exec",
                    "Sign in with a token or a client certificate of a service account.");
        }
        if (user.has("auth-provider")) {
            note(
                    "it asks a provider of credentials",
                    "auth-provider",
                    "Sign in with a token or a client certificate of a service account.");
        }
        for (String field : IMPERSONATION) {
            if (user.has(field)) {
                note("it acts as somebody else", field, "Sign in as the account that is to act.");
            }
        }
        FILES.forEach((field, instead) -> {
            if (!KubeconfigReading.text(user, field).isEmpty()) {
                note("it names a file", field, "Put its content into %s.".formatted(instead));
            }
        });
        if (!KubeconfigReading.text(user, "client-certificate-data").isEmpty()) {
            return certificate(user);
        }
        String token = KubeconfigReading.text(user, "token");
        if (!token.isEmpty()) {
            return Optional.of(new Found(new Credential.Token(token), expiry(token)));
        }
        if (!KubeconfigReading.text(user, "username").isEmpty()) {
            return Optional.of(new Found(
                    new Credential.Password(
                            KubeconfigReading.text(user, "username"), KubeconfigReading.text(user, "password")),
                    Optional.empty()));
        }
        if (reasons.isEmpty()) {
            note("it holds no credentials", "user", "Sign in with a token or a client certificate.");
        }
        return Optional.empty();
    }

    private Optional<Found> certificate(JsonNode user) {
        Optional<byte[]> pem = Certificates.decoded(KubeconfigReading.text(user, "client-certificate-data"));
        List<X509Certificate> chain = pem.map(Certificates::of).orElseGet(List::of);
        Optional<byte[]> key = Certificates.decoded(KubeconfigReading.text(user, "client-key-data"));
        if (chain.isEmpty()) {
            note(
                    "there is no certificate in it",
                    "client-certificate-data",
                    "Put the certificate in PEM, encoded in base64, there.");
        }
        if (key.isEmpty()) {
            note("there is no key in it", "client-key-data", "Put the key in PEM, encoded in base64, there.");
        }
        return chain.isEmpty() || key.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(
                        new Credential.ClientCertificate(text(pem.orElseThrow()), text(key.get())),
                        Optional.of(chain.getFirst().getNotAfter().toInstant())));
    }

    private static String text(byte[] pem) {
        return new String(pem, StandardCharsets.US_ASCII);
    }

    /// Of a token that says so itself; others are only known to the server.
    private static Optional<Instant> expiry(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode expiry =
                    JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp");
            return expiry.canConvertToLong() && expiry.isNumber()
                    ? Optional.of(Instant.ofEpochSecond(expiry.asLong()))
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException opaque) {
            return Optional.empty();
        }
    }

    private void note(String what, String field, String remedy) {
        reasons.add(new Failure.Malformed(what, "kubeconfig user." + field, remedy));
    }
}
