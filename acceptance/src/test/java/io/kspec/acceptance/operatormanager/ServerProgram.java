package io.kspec.acceptance.operatormanager;

import static org.awaitility.Awaitility.await;

import io.kspec.local.EmbeddedDatabase;
import io.kspec.local.FreePorts;
import io.kspec.local.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The server as a process of its own, on a PostgreSQL of its own, with its log in `directory`. It may be killed and
/// started again at the same address.
final class ServerProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int KEY_BYTES = 32;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.one();
    private final int managementPort = FreePorts.one();
    private final Path directory;
    private final Map<String, String> settings;
    private final EmbeddedDatabase database;
    private Process process;

    private ServerProgram(Path directory, Map<String, String> settings) {
        this.directory = directory;
        this.settings = settings;
        PrivateFiles.write(
                directory.resolve("keys"), "first " + Base64.getEncoder().encodeToString(new byte[KEY_BYTES]) + "\n");
        this.database = EmbeddedDatabase.start(directory.resolve("database"));
        this.process = begin();
    }

    /// `server/target/quarkus-app` must have been built.
    static ServerProgram start(Path directory) {
        return start(directory, Map.of());
    }

    /// With further settings, as environment variables.
    static ServerProgram start(Path directory, Map<String, String> settings) {
        var program = new ServerProgram(directory, settings);
        program.awaitReady();
        return program;
    }

    /// As nobody yet.
    Api api() {
        return new Api(address(), Optional.empty(), http);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// What the server wrote about its first administrator, such as `token`.
    String firstAdmin(String field) {
        return read(directory.resolve("first-admin"))
                .lines()
                .filter(line -> line.startsWith(field + "="))
                .map(line -> line.substring(field.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    String log() {
        return read(logFile());
    }

    void awaitLog(String words) {
        await(words).atMost(PATIENCE).until(() -> log().contains(words));
    }

    /// As `kill -9` does, without a word to anybody.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// With SIGTERM and the end of its standard input at once, as Ctrl+C does under `kspec server`.
    void askToEnd() {
        process.destroy();
    }

    void awaitEnd() {
        process.onExit().join();
    }

    void startAgain() {
        process = begin();
        awaitReady();
    }

    private Path logFile() {
        return directory.resolve("server.log");
    }

    private Process begin() {
        Path program =
                Path.of(System.getProperty("kspec.root", ".."), "server", "target", "quarkus-app", "quarkus-run.jar");
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        program.toString(),
                        "--stop-with-stdin"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().putAll(environment());
        builder.environment().putAll(settings);
        try {
            return builder.start();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("KSPEC_DATABASE_URL", database.jdbcUrl()),
                Map.entry("KSPEC_DATABASE_USERNAME", database.username()),
                Map.entry("KSPEC_DATABASE_PASSWORD", database.password()),
                Map.entry("KSPEC_HTTP_HOST", "127.0.0.1"),
                Map.entry("KSPEC_HTTP_PORT", Integer.toString(port)),
                Map.entry("KSPEC_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("KSPEC_MANAGEMENT_PORT", Integer.toString(managementPort)),
                Map.entry("KSPEC_KEYS_FILE", directory.resolve("keys").toString()),
                Map.entry(
                        "KSPEC_ACCOUNT_FIRST_ADMIN_FILE",
                        directory.resolve("first-admin").toString()),
                Map.entry("KSPEC_CLUSTERS_ALLOW_LOCAL", "true"),
                Map.entry("KSPEC_ROLLOUTS_CLAIM", "PT5S"));
    }

    private void awaitReady() {
        awaitReadiness(200);
    }

    /// Waits until `/readyz` answers so.
    void awaitReadiness(int status) {
        HttpRequest look = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/readyz".formatted(managementPort)))
                .timeout(Duration.ofSeconds(5))
                .build();
        await("the server at port " + port)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast("the server ended, see its log", () -> !process.isAlive())
                .until(() ->
                        http.send(look, HttpResponse.BodyHandlers.discarding()).statusCode() == status);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        askToEnd();
        awaitEnd();
        database.close();
        http.close();
    }
}
