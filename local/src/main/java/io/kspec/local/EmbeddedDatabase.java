package io.kspec.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// PostgreSQL on this machine without an installation: on loopback and a free port, with a random password, its
/// data kept in a directory between starts. For one person and for tests; a fleet has a database of its own.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String USER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(10);
    private static final int PASSWORD_BYTES = 24;

    /// Nobody gets in without the password, from anywhere on this machine.
    private static final String ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";

    private final EmbeddedPostgres postgres;
    private final String password;
    private final FileChannel claim;

    private EmbeddedDatabase(EmbeddedPostgres postgres, String password, FileChannel claim) {
        this.postgres = postgres;
        this.password = password;
        this.claim = claim;
    }

    /// Starts it with the data of this directory, which is made when it is missing. A database that a killed
    /// process left running on this data is stopped first; one that is in use is not touched. Throws
    /// [LocalKubernetesException].
    public static EmbeddedDatabase start(Path directory) {
        PrivateFiles.directory(directory);
        FileChannel claim = claim(directory);
        Path data = directory.resolve("data");
        Path secret = directory.resolve("password");
        stopLeftover(data);
        try {
            boolean fresh = !Files.exists(data.resolve("PG_VERSION")) || !Files.exists(secret);
            String password = Files.readString(fresh ? PrivateFiles.write(secret, random()) : secret)
                    .strip();
            EmbeddedDatabase database = new EmbeddedDatabase(begin(directory, data, password), password, claim);
            if (fresh) {
                database.closeToOthers(data);
            }
            return database;
        } catch (IOException cause) {
            throw LocalKubernetesException.file("the database could not be started", directory, cause);
        } catch (SQLException cause) {
            throw new LocalKubernetesException(
                    "the database could not be given a password: " + cause.getMessage(),
                    directory.toString(),
                    "Remove the directory, if nothing in it is needed, and start again.",
                    cause);
        }
    }

    /// The directory belongs to whoever holds this lock; the system drops it with its holder.
    private static FileChannel claim(Path directory) {
        try {
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException cause) {
            throw LocalKubernetesException.file("the directory could not be locked", directory, cause);
        }
        throw new LocalKubernetesException(
                "another kspec runs a database there", directory.toString(), "Stop it, or choose another directory.");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // held by this very process
        }
    }

    private static EmbeddedPostgres begin(Path directory, Path data, String password) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setConnectConfig("password", password)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .setPGStartupWait(PATIENCE)
                .start();
    }

    /// A new database trusts everybody on loopback, for the second until its password is set.
    private void closeToOthers(Path data) throws IOException, SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter user %s password '%s'".formatted(USER, password));
            PrivateFiles.write(data.resolve("pg_hba.conf"), ACCESS);
            statement.execute("select pg_reload_conf()");
        }
    }

    /// For a client on this machine: `jdbc:postgresql://127.0.0.1:<port>/postgres`, without the password.
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    /// Stops it; what was committed is there at the next start.
    @Override
    public void close() {
        try {
            postgres.close();
            claim.close();
        } catch (IOException cause) {
            throw LocalKubernetesException.file("the database could not be stopped", jdbcUrl(), cause);
        }
    }

    private static void stopLeftover(Path data) {
        running(data).ifPresent(process -> {
            process.destroy();
            waitFor(process);
        });
    }

    /// The process that this data's own lock file names, if it is a PostgreSQL at work.
    private static Optional<ProcessHandle> running(Path data) {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(lock)) {
            return lines.findFirst()
                    .map(String::strip)
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of)
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static void waitFor(ProcessHandle process) {
        try {
            process.onExit().get(TIME_TO_DIE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            process.destroyForcibly();
        }
    }

    private static String random() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
