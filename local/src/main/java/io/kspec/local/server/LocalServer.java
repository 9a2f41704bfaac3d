package io.kspec.local.server;

import io.kspec.local.EmbeddedDatabase;
import io.kspec.local.FreePorts;
import io.kspec.local.LocalKubernetesException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A server on this machine that is ready, with a PostgreSQL of its own unless it is given one. Both end with it.
public final class LocalServer implements AutoCloseable {
    private final ServerProcess process;
    private final Optional<EmbeddedDatabase> database;
    private final DataDirectory directory;
    private final Listening listening;

    /// Where a server listens; the management port is on loopback.
    public record Listening(String host, int port, int managementPort) {
        /// Only for this machine, where nobody listens yet.
        public static Listening onFreePorts() {
            return new Listening("127.0.0.1", FreePorts.one(), FreePorts.one());
        }
    }

    private LocalServer(
            ServerProcess process, Optional<EmbeddedDatabase> database, DataDirectory directory, Listening listening) {
        this.process = process;
        this.database = database;
        this.directory = directory;
        this.listening = listening;
    }

    /// Starts one that keeps everything in the directory, which is made.
    ///
    /// @param settings of the server beside its own, by the names of environment variables; one of
    ///   `KSPEC_DATABASE_URL` is that of a PostgreSQL of the user's
    /// @param progress is told what is being done, clause by clause
    /// @throws LocalKubernetesException when it does not get ready
    public static LocalServer start(
            Path directory, Listening listening, Map<String, String> settings, Consumer<String> progress) {
        var data = new DataDirectory(directory);
        data.make();
        Optional<EmbeddedDatabase> database = Optional.empty();
        if (!settings.containsKey("KSPEC_DATABASE_URL")) {
            progress.accept("starting PostgreSQL in " + data.database());
            database = Optional.of(EmbeddedDatabase.start(data.database()));
        }
        Map<String, String> environment = environment(data, listening, database);
        environment.putAll(settings);
        progress.accept("starting the server, its log: " + data.log());
        try {
            return new LocalServer(ready(environment, data, listening), database, data, listening);
        } catch (LocalKubernetesException notReady) {
            database.ifPresent(EmbeddedDatabase::close);
            throw notReady;
        }
    }

    private static ServerProcess ready(Map<String, String> environment, DataDirectory data, Listening listening) {
        ServerProcess process = ServerProcess.start(environment, data.log());
        if (process.isReadyAt(listening.managementPort())) {
            return process;
        }
        process.close();
        throw new LocalKubernetesException(
                "the server did not get ready", data.log().toString(), "The end of its log:\n" + process.lastWords());
    }

    private static Map<String, String> environment(
            DataDirectory data, Listening listening, Optional<EmbeddedDatabase> database) {
        Map<String, String> environment = new TreeMap<>();
        database.ifPresent(own -> environment.putAll(Map.of(
                "KSPEC_DATABASE_URL", own.jdbcUrl(),
                "KSPEC_DATABASE_USERNAME", own.username(),
                "KSPEC_DATABASE_PASSWORD", own.password())));
        environment.put("KSPEC_HTTP_HOST", listening.host());
        environment.put("KSPEC_HTTP_PORT", Integer.toString(listening.port()));
        environment.put("KSPEC_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("KSPEC_MANAGEMENT_PORT", Integer.toString(listening.managementPort()));
        environment.put("KSPEC_TLS_DIRECTORY", data.tls().toString());
        environment.put("KSPEC_KEYS_FILE", data.keys().toString());
        environment.put("KSPEC_ACCOUNT_FIRST_ADMIN_FILE", data.firstAdmin().toString());
        return environment;
    }

    public String url() {
        return "https://%s:%d".formatted(listening.host(), listening.port());
    }

    /// The certificate that it signed itself.
    public Path certificate() {
        return directory.tls().resolve("tls.crt");
    }

    /// User name, password and token of its first administrator.
    public Path firstAdmin() {
        return directory.firstAdmin();
    }

    /// Where everything is kept unless the user says otherwise: below `XDG_DATA_HOME`, else `~/.local/share`.
    public static Path usualDirectory() {
        return DataDirectory.usual();
    }

    /// Its key ring, which its other replicas need as well.
    public Path keys() {
        return directory.keys();
    }

    /// `/livez`, `/readyz` and `/metrics`.
    public URI management() {
        return URI.create("http://127.0.0.1:" + listening.managementPort());
    }

    /// The process, to be looked at.
    public ProcessHandle process() {
        return process.handle();
    }

    /// Its own PostgreSQL; empty when it was given one.
    public Optional<EmbeddedDatabase> database() {
        return database;
    }

    /// Waits until the process ends by itself; its exit code.
    public int awaitEnd() throws InterruptedException {
        return process.awaitEnd();
    }

    /// The end of its log, for a message about what went wrong.
    public String lastWords() {
        return process.lastWords();
    }

    @Override
    public void close() {
        process.close();
        database.ifPresent(EmbeddedDatabase::close);
    }
}
