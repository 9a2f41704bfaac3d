package io.kspec.server.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.vault.client.VaultClientException;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransit;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitDecryptParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitEncryptParams;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// A key of the transit engine of a Vault, which wraps data keys and never leaves it. Its type must take
/// associated data (`aes256-gcm96`, the usual one, does): data keys are bound to their context by it.
///
/// Each version of the key has an id of its own, `vault:<mount>/<key>:v<version>`: after a rotation in Vault, what
/// the version before wrapped is sealed anew when the server starts.
///
/// **Needs** `read` on `<mount>/keys/<key>`, and `update` on `<mount>/encrypt/<key>` and `<mount>/decrypt/<key>`.
/// Safe for use by many threads. No answer is waited for longer than 15 s.
final class VaultTransit implements Keys {
    private static final int BAD_REQUEST = 400;
    /// For a request, with a login before it where one is due, each of which has a limit of its own.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final VaultSecretsTransit transit;
    private final VaultFaults faults;
    private final String key;
    private final String prefix;

    VaultTransit(VaultSecretsTransit transit, VaultFaults faults, String mount, String key) {
        this.transit = transit;
        this.faults = faults;
        this.key = key;
        this.prefix = "vault:%s/%s:v".formatted(mount, key);
    }

    @Override
    public String activeId() {
        return prefix + ask(() -> transit.readKey(key)).getLatestVersion();
    }

    @Override
    public boolean has(String keyId) {
        return keyId.startsWith(prefix);
    }

    @Override
    public Sealed wrap(byte[] dataKey, byte[] context) {
        var wanted =
                new VaultSecretsTransitEncryptParams().setPlaintext(dataKey).setAssociatedData(context);
        var wrapped = ask(() -> transit.encrypt(key, wanted));
        return new Sealed(wrapped.getCiphertext().getBytes(UTF_8), prefix + wrapped.getKeyVersion());
    }

    @Override
    public Optional<byte[]> unwrap(Sealed wrapped, byte[] context) {
        if (!has(wrapped.keyId())) {
            return Optional.empty();
        }
        var wanted = new VaultSecretsTransitDecryptParams()
                .setCiphertext(new String(wrapped.bytes(), UTF_8))
                .setAssociatedData(context);
        try {
            return Optional.of(answer(() -> transit.decrypt(key, wanted)));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof VaultClientException said && isOfTheBytes(said)) {
                return Optional.empty();
            }
            throw new KeysAway(faults.of(failed));
        }
    }

    /// A login that is refused has the same status, and says nothing about the bytes.
    private static boolean isOfTheBytes(VaultClientException said) {
        return said.getStatus() != null
                && said.getStatus() == BAD_REQUEST
                && said.getRequestPath() != null
                && said.getRequestPath().contains("/decrypt/");
    }

    private <T> T ask(Supplier<CompletionStage<T>> question) {
        try {
            return answer(question);
        } catch (ExecutionException failed) {
            throw new KeysAway(faults.of(failed));
        }
    }

    private <T> T answer(Supplier<CompletionStage<T>> question) throws ExecutionException {
        try {
            return question.get().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new KeysAway(faults.of(late));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KeysAway(faults.of(stopped));
        }
    }

    @Override
    public String toString() {
        return "VaultTransit[" + prefix + "]";
    }
}
