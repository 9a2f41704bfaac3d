package io.kspec.bench.server;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Settings;
import io.kspec.bench.cluster.Until;
import io.kspec.local.EmbeddedDatabase;
import io.kspec.local.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The server as `kspec server` starts it: a process of its own on a PostgreSQL of its own, HTTPS with a certificate
/// it made, on free ports of loopback. It ends with this process.
public final class ServerProcess implements AutoCloseable {
    /// What a replica of the chart may use at most, three quarters of 4 GB.
    private static final String HEAP = "-Xmx1536m";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int KEY_BYTES = 32;
    private static final int LOG_TAIL = 15;

    private final Path directory;
    private final EmbeddedDatabase database;
    private final boolean first;
    private final Path keys;
    private final Process process;
    private final int port;
    private final int managementPort;
    private final Thread atTheEnd = new Thread(this::end);

    private ServerProcess(Settings settings, Path directory, Map<String, String> further) {
        this.directory = directory;
        this.port = freePort();
        this.managementPort = freePort();
        this.keys = directory.resolve("keys");
        PrivateFiles.write(keys, "first " + Base64.getEncoder().encodeToString(new byte[KEY_BYTES]) + "\n");
        this.database = EmbeddedDatabase.start(directory.resolve("database"));
        this.first = true;
        this.process = begin(settings.home(), further);
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    private ServerProcess(Settings settings, ServerProcess other, Path directory, Map<String, String> further) {
        this.directory = directory;
        this.port = freePort();
        this.managementPort = freePort();
        this.keys = other.keys;
        this.database = other.database;
        this.first = false;
        this.process = begin(settings.home(), further);
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /// Returns when it is ready.
    ///
    /// @param directory keeps everything, the log as `server.log`
    /// @param further settings, such as `KSPEC_HEALTH_PARALLEL`
    public static ServerProcess start(Settings settings, Path directory, Map<String, String> further)
            throws InterruptedException {
        return ready(new ServerProcess(settings, directory, further));
    }

    /// Another replica, on the database and with the keys of this one; close it before this one.
    ///
    /// @param directory of its own, made here
    public ServerProcess another(Settings settings, Path directory, Map<String, String> further)
            throws InterruptedException {
        try {
            Files.createDirectories(directory);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return ready(new ServerProcess(settings, this, directory, further));
    }

    private static ServerProcess ready(ServerProcess server) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var look = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/readyz".formatted(server.managementPort)))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            Until.so(PATIENCE, "ready server", () -> server.isReady(http, look));
            return server;
        } catch (RuntimeException | InterruptedException failed) {
            server.close();
            throw failed;
        }
    }

    private boolean isReady(HttpClient http, HttpRequest look) {
        requireAlive();
        try {
            return http.send(look, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("the start of the server was called off");
        }
    }

    private Process begin(Path home, Map<String, String> further) {
        Path program = home.resolve("server/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(program)) {
            throw new BenchmarkFailed("%s is missing. Start with bench/run, which builds it.".formatted(program));
        }
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        program.toString(),
                        "--stop-with-stdin"))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().putAll(environment());
        builder.environment().putAll(further);
        try {
            return builder.start();
        } catch (IOException refused) {
            if (first) {
                database.close();
            }
            throw new UncheckedIOException("the server could not be started", refused);
        }
    }

    private Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        environment.put("KSPEC_DATABASE_URL", database.jdbcUrl());
        environment.put("KSPEC_DATABASE_USERNAME", database.username());
        environment.put("KSPEC_DATABASE_PASSWORD", database.password());
        environment.put("KSPEC_HTTP_HOST", "127.0.0.1");
        environment.put("KSPEC_HTTP_PORT", Integer.toString(port));
        environment.put("KSPEC_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("KSPEC_MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.put("KSPEC_TLS_DIRECTORY", directory.resolve("tls").toString());
        environment.put("KSPEC_KEYS_FILE", keys.toString());
        environment.put(
                "KSPEC_ACCOUNT_FIRST_ADMIN_FILE",
                directory.resolve("first-admin").toString());
        environment.put("KSPEC_CLUSTERS_ALLOW_LOCAL", "true");
        return environment;
    }

    /// The first administrator.
    public ServerUser administrator() {
        String token = read(directory.resolve("first-admin"))
                .lines()
                .filter(line -> line.startsWith("token="))
                .map(line -> line.substring("token=".length()))
                .findFirst()
                .orElseThrow(() -> new BenchmarkFailed("the server wrote no token for its first administrator"));
        return ServerUser.trusting(
                directory.resolve("tls").resolve("tls.crt"), URI.create("https://127.0.0.1:" + port), token);
    }

    /// Its metrics, as Prometheus reads them.
    public String metrics() throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(managementPort)));
            return http.send(ask.build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException silent) {
            throw new BenchmarkFailed("the server shows no metrics: " + silent.getMessage());
        }
    }

    /// Who else uses the database, besides the server.
    public Connection database() {
        try {
            return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
        } catch (SQLException refused) {
            throw new BenchmarkFailed("the database does not answer: " + refused.getMessage());
        }
    }

    /// Runs statements one after the other, each in a transaction of its own.
    public void execute(String... statements) {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException refused) {
            throw new BenchmarkFailed("the database refuses: " + refused.getMessage());
        }
    }

    /// What a query answers in its only row and column.
    public long number(String query) {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException refused) {
            throw new BenchmarkFailed("the database refuses: " + refused.getMessage());
        }
    }

    /// The processor time it has used so far.
    public Duration cpu() {
        requireAlive();
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// What of its memory was resident at most so far.
    public double peakMiB() {
        requireAlive();
        return read(Path.of("/proc/%d/status".formatted(process.pid())))
                        .lines()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchmarkFailed("the server ended by itself; the end of its log:\n" + lastWords());
        }
    }

    private String lastWords() {
        try (Stream<String> lines = Files.lines(log())) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_TAIL), all.size()));
        } catch (IOException gone) {
            return "no log at " + log();
        }
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int freePort() {
        try (var any = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return any.getLocalPort();
        } catch (IOException refused) {
            throw new UncheckedIOException("no port is free", refused);
        }
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }

    private synchronized void end() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (first) {
            database.close();
        }
    }
}
