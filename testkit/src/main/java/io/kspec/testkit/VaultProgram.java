package io.kspec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kspec.local.FreePorts;
import io.kspec.local.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;

/// A real Vault on this machine, with its transit engine and its Kubernetes logins and a certificate of its own.
/// Built once by `tools/kubernetes/build vault`.
public final class VaultProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path folder;
    private final int port;
    private final Process process;
    private final HttpClient http;
    private String root = "";
    private String share = "";

    private VaultProgram(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.process = begin();
        this.http = trusting();
    }

    /// Starts it, initializes and unseals it, and mounts the transit engine at `transit/`.
    ///
    /// @param folder of this Vault alone
    public static VaultProgram start(Path folder) {
        var vault = new VaultProgram(folder, FreePorts.one());
        JsonNode keys = vault.ask("PUT", "sys/init", "{\"secret_shares\":1,\"secret_threshold\":1}");
        vault.root = keys.path("root_token").asText();
        vault.share = keys.path("keys").path(0).asText();
        vault.unseal();
        vault.ask("POST", "sys/mounts/transit", "{\"type\":\"transit\"}");
        return vault;
    }

    /// Such as `https://127.0.0.1:8200`.
    public URI address() {
        return URI.create("https://127.0.0.1:" + port);
    }

    /// The certificate to trust, a PEM file.
    public Path authority() {
        return folder.resolve("vault.crt");
    }

    /// A token that has every right.
    public String rootToken() {
        return root;
    }

    /// Asks its API as root.
    ///
    /// @param path below `/v1/`
    /// @param body JSON, empty for none
    /// @return what it answered, missing when it answered nothing
    /// @throws AssertionError if it refuses
    public JsonNode ask(String method, String path, String body) {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        try {
            return new JsonMapper().readTree(answer.body());
        } catch (IOException torn) {
            throw new UncheckedIOException(torn);
        }
    }

    /// Nothing can be read from it until it is unsealed.
    public void seal() {
        ask("PUT", "sys/seal", "");
    }

    public void unseal() {
        ask("PUT", "sys/unseal", "{\"key\":\"%s\"}".formatted(share));
        await("vault to be active")
                .atMost(PATIENCE)
                .until(() -> send("GET", "sys/health", "").statusCode() == 200);
    }

    /// Ends the program, as a crash of its machine would.
    public void stop() {
        Neighbour.end(process);
    }

    /// It takes connections and answers nothing, until [#resume].
    public void hang() {
        ProcessSignals.stop(process.pid());
    }

    public void resume() {
        ProcessSignals.resume(process.pid());
    }

    @Override
    public void close() {
        stop();
    }

    private Process begin() {
        try {
            Files.createDirectories(folder.resolve("data"));
            Path log = folder.resolve("vault.log");
            Process started = new ProcessBuilder(
                            ProgramSet.VAULT.program("vault").toString(),
                            "--listen",
                            "127.0.0.1:" + port,
                            "--data",
                            folder.resolve("data").toString(),
                            "--certificate",
                            authority().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            await("vault to answer").atMost(PATIENCE).until(() -> {
                if (!started.isAlive()) {
                    throw new IllegalStateException("vault ended by itself: " + Files.readString(log));
                }
                return answers();
            });
            return started;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// It writes its certificate before it listens.
    private boolean answers() {
        if (!Files.exists(authority())) {
            return false;
        }
        try (HttpClient asking = trusting()) {
            HttpRequest request = HttpRequest.newBuilder(address().resolve("/v1/sys/health"))
                    .timeout(GRACE)
                    .build();
            return asking.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() > 0;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve("/v1/" + path))
                .timeout(GRACE)
                .header("X-Vault-Token", root)
                .method(
                        method,
                        Optional.of(body)
                                .filter(text -> !text.isEmpty())
                                .map(HttpRequest.BodyPublishers::ofString)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private HttpClient trusting() {
        try {
            return HttpClient.newBuilder()
                    .sslContext(Trust.of(Files.readAllBytes(authority())))
                    .build();
        } catch (IOException | CertificateException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
