package io.kspec.server.secret;

import io.kspec.core.failure.Failure;
import io.kspec.server.transport.Trust;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.auth.VaultAuthRequest;
import io.quarkus.vault.client.auth.VaultKubernetesAuthOptions;
import io.quarkus.vault.client.auth.VaultToken;
import io.quarkus.vault.client.http.jdk.JDKVaultHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Opens a Vault as the settings say.
final class VaultConnection {
    private static final Duration CONNECTING = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /// A login is renewed, or made anew, so long before it ends.
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(1);

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private VaultConnection() {}

    /// Why it cannot be opened with these settings; empty when it can be tried.
    static Optional<Failure> wrong(KeySettings.Vault settings) {
        URI address = settings.address().orElseThrow();
        boolean plain = "http".equals(address.getScheme());
        if (address.getHost() == null || !(plain || "https".equals(address.getScheme()))) {
            return malformed("it is no address of a server", "address", "Write it as https://vault.example.org:8200.");
        }
        if (plain && !LOOPBACK.contains(address.getHost())) {
            return malformed(
                    "without TLS, data keys could be read on their way", "address", "Let it begin with https://.");
        }
        return settings.tokenFile().isPresent() == settings.role().isPresent()
                ? malformed(
                        "exactly one of both must be set",
                        "token-file, kspec.keys.vault.role",
                        "Set role to a role of Vault's Kubernetes auth method, or token-file to a file that holds a token.")
                : Optional.empty();
    }

    private static Optional<Failure> malformed(String what, String setting, String remedy) {
        return Optional.of(new Failure.Malformed(what, "kspec.keys.vault." + setting, remedy));
    }

    /// @param settings with which nothing is [#wrong]
    static VaultTransit open(KeySettings.Vault settings) {
        URI address = settings.address().orElseThrow();
        var client = VaultClient.builder()
                .baseUrl(address.toString())
                .executor(new JDKVaultHttpClient(http(settings)))
                .requestTimeout(PATIENCE);
        settings.namespace().ifPresent(client::namespace);
        settings.role()
                .ifPresent(role -> client.kubernetes(VaultKubernetesAuthOptions.builder()
                        .mountPath(settings.authMount())
                        .role(role)
                        .jwtProvider(
                                () -> content(settings.serviceAccountToken(), "kspec.keys.vault.service-account-token"))
                        .caching(BEFORE_ITS_END)
                        .build()));
        settings.tokenFile().ifPresent(file -> client.tokenProvider(request -> token(file, request)));
        var faults = new VaultFaults(address, "%s/keys/%s".formatted(settings.mount(), settings.key()));
        return new VaultTransit(
                client.build().secrets().transit(settings.mount()), faults, settings.mount(), settings.key());
    }

    private static HttpClient http(KeySettings.Vault settings) {
        var client = HttpClient.newBuilder()
                .connectTimeout(CONNECTING)
                .followRedirects(HttpClient.Redirect.NORMAL); // a standby sends on to the one that is active
        settings.authority().ifPresent(file -> client.sslContext(Trust.of(file, "kspec.keys.vault.authority")));
        return client.build();
    }

    private static CompletionStage<VaultToken> token(Path file, VaultAuthRequest request) {
        return content(file, "kspec.keys.vault.token-file")
                .thenApply(token -> VaultToken.neverExpires(token, request.getInstantSource()));
    }

    private static CompletionStage<String> content(Path file, String setting) {
        try {
            return CompletableFuture.completedStage(Files.readString(file).strip());
        } catch (IOException unreadable) {
            return CompletableFuture.failedStage(new KeysAway(new Failure.Malformed(
                    "it cannot be read: " + unreadable.getClass().getSimpleName(),
                    file.toString(),
                    "Let %s name a file that the server may read.".formatted(setting))));
        }
    }
}
