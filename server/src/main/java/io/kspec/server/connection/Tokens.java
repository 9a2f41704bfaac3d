package io.kspec.server.connection;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.access.MintedToken;
import io.kspec.kube.access.ServiceAccountTokens;
import io.kspec.kube.call.ApiCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// The tokens of one service account, each minted with the stored credential and replaced when half of its time is
/// over: whoever takes a connection has the other half to use it.
final class Tokens {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<KubernetesClient> minter;
    private final Account account;
    private final Duration lifetime;
    private volatile Optional<MintedToken> current = Optional.empty();

    /// @param minter a client with the stored credential; closed after each use
    Tokens(Supplier<KubernetesClient> minter, Account account, Duration lifetime) {
        this.minter = minter;
        this.account = account;
        this.lifetime = lifetime;
    }

    /// Sees to it that [#text] answers a token with time left. One that still works is kept when no other is
    /// granted. By one thread at a time.
    Optional<Failure> renew(Instant now) {
        if (lastsUntil(now.plus(lifetime.dividedBy(2)))) {
            return Optional.empty();
        }
        return switch (mint()) {
            case Reading.Known<MintedToken>(MintedToken token) -> {
                current = Optional.of(token);
                yield Optional.empty();
            }
            case Reading.Unknown<MintedToken>(Failure why) ->
                lastsUntil(now.plus(PATIENCE)) ? Optional.empty() : Optional.of(why);
        };
    }

    private boolean lastsUntil(Instant then) {
        return current.filter(token -> token.expiresAt().isAfter(then)).isPresent();
    }

    private Reading<MintedToken> mint() {
        try (KubernetesClient client = minter.get()) {
            return new ServiceAccountTokens(new ApiCalls(client, PATIENCE))
                    .mint(account.namespace(), account.name(), lifetime);
        }
    }

    /// @throws IllegalStateException before the first [#renew] that went well
    String text() {
        return current.map(MintedToken::token)
                .orElseThrow(() -> new IllegalStateException("a token is used before it is minted"));
    }
}
