package io.kspec.server.secret;

import io.kspec.core.failure.Failure;
import io.quarkus.vault.client.VaultClientException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// What to say, and what to do, when Vault does not do what it is asked for.
///
/// @param place of the key, such as `transit/keys/kspec`
record VaultFaults(URI address, String place) {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SEALED = 503;

    /// @param failed what a request ended with; its causes are looked at too
    Failure of(Throwable failed) {
        List<Throwable> chain = Stream.iterate(failed, link -> link != null, Throwable::getCause)
                .toList();
        Optional<VaultClientException> answered = first(chain, VaultClientException.class);
        if (answered.isPresent() && answered.get().getStatus() != null) {
            return of(answered.get().getStatus(), answered.get());
        }
        Optional<KeysAway> known = first(chain, KeysAway.class);
        if (known.isPresent()) {
            return known.get().why();
        }
        if (first(chain, SSLException.class).isPresent()) {
            return new Failure.Malformed(
                    "the certificate of Vault is not trusted",
                    address.toString(),
                    "Let kspec.keys.vault.authority name the certificate of its authority, a PEM file.");
        }
        return new Failure.Unreachable(
                address.toString(), chain.getLast().getClass().getSimpleName());
    }

    private Failure of(int status, VaultClientException said) {
        return switch (status) {
            case FORBIDDEN ->
                new Failure.Malformed(
                        "Vault allows this server no use of %s (403)".formatted(place),
                        address.toString(),
                        "Let the policy of its token or role allow read on %s, and update on encrypt and decrypt beside it; see whether the token has expired."
                                .formatted(place));
            case NOT_FOUND ->
                new Failure.Malformed(
                        "Vault has no %s (404)".formatted(place),
                        address.toString(),
                        "Make it with `vault write -f %s`, or see kspec.keys.vault.mount and .key.".formatted(place));
            case SEALED ->
                new Failure.Malformed(
                        "Vault is sealed or not ready (503)", address.toString(), "Unseal it; this is tried again.");
            default ->
                new Failure.Malformed(
                        "Vault answered %d: %s"
                                .formatted(
                                        status,
                                        String.join(
                                                "; ",
                                                Optional.ofNullable(said.getErrors())
                                                        .orElse(List.of()))),
                        address.toString(),
                        "See its log.");
        };
    }

    private static <T> Optional<T> first(List<Throwable> chain, Class<T> kind) {
        return chain.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
