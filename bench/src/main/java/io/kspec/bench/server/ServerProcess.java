package io.kspec.bench.server;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.local.EmbeddedDatabase;
import io.kspec.local.LocalKubernetesException;
import io.kspec.local.server.LocalServer;
import io.kspec.local.server.LocalServer.Listening;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Map;
import java.util.TreeMap;

/// The server as `kspec server` starts it, with the heap of a replica, and what is measured of it from outside. It ends
/// with this process.
public final class ServerProcess implements AutoCloseable {
    /// As in `config/operator-manager/deployment.yaml`: 60 % of 4 GiB at most.
    private static final String HEAP = "-Xms1g -Xmx2458m";

    private final LocalServer server;
    private final EmbeddedDatabase database;
    private final Thread atTheEnd;

    private ServerProcess(LocalServer server, EmbeddedDatabase database) {
        this.server = server;
        this.database = database;
        this.atTheEnd = new Thread(server::close);
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /// Returns when it is ready.
    ///
    /// @param directory keeps everything, the log as `server.log`
    /// @param further settings, such as `KSPEC_HEALTH_PARALLEL`
    public static ServerProcess start(Path directory, Map<String, String> further) {
        LocalServer server = started(directory, further);
        return new ServerProcess(server, server.database().orElseThrow());
    }

    /// Another replica, on the database and with the keys of this one; close it before this one.
    ///
    /// @param directory of its own, made here
    public ServerProcess another(Path directory, Map<String, String> further) {
        var settings = new TreeMap<>(further);
        settings.put("KSPEC_DATABASE_URL", database.jdbcUrl());
        settings.put("KSPEC_DATABASE_USERNAME", database.username());
        settings.put("KSPEC_DATABASE_PASSWORD", database.password());
        settings.put("KSPEC_KEYS_FILE", server.keys().toString());
        return new ServerProcess(started(directory, settings), database);
    }

    private static LocalServer started(Path directory, Map<String, String> further) {
        var settings = new TreeMap<>(further);
        settings.put("KSPEC_CLUSTERS_ALLOW_LOCAL", "true");
        settings.put("JDK_JAVA_OPTIONS", HEAP);
        try {
            return LocalServer.start(directory, Listening.onFreePorts(), settings, _ -> {});
        } catch (LocalKubernetesException notReady) {
            throw new BenchmarkFailed(String.valueOf(notReady.getMessage()));
        }
    }

    /// The first administrator.
    public ServerUser administrator() {
        String token = read(server.firstAdmin())
                .lines()
                .filter(line -> line.startsWith("token="))
                .map(line -> line.substring("token=".length()))
                .findFirst()
                .orElseThrow(() -> new BenchmarkFailed("the server wrote no token for its first administrator"));
        return ServerUser.trusting(server.certificate(), URI.create(server.url()), token);
    }

    /// Its metrics, as Prometheus reads them.
    public String metrics() throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var ask = HttpRequest.newBuilder(server.management().resolve("/metrics"));
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
        return alive().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// What of its memory was resident at most so far.
    public double peakMiB() {
        return read(Path.of("/proc/%d/status".formatted(alive().pid())))
                        .lines()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    private ProcessHandle alive() {
        if (!server.process().isAlive()) {
            throw new BenchmarkFailed("the server ended by itself; the end of its log:\n" + server.lastWords());
        }
        return server.process();
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
        server.close();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }
}
