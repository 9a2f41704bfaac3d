package io.kspec.server.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// One PostgreSQL for all tests of the JVM; it ends with the JVM.
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {
    private static Optional<EmbeddedPostgres> running = Optional.empty();

    @Override
    public Map<String, String> start() {
        return settings(shared());
    }

    @Override
    public void stop() {
        // Shared with the tests that come; zonky stops it when the JVM ends.
    }

    /// A key that seals nothing any more.
    public static final String OLD_KEY = key("old", 1);

    private static final String KEY = key("test", 0);

    /// What the server must be told to use the database, and a key ring: without one it does not start.
    public static Map<String, String> settings(EmbeddedPostgres postgres) {
        return Map.of(
                "kspec.database.url",
                postgres.getJdbcUrl("postgres", "postgres"),
                "kspec.database.username",
                "postgres",
                "kspec.database.password",
                "postgres",
                "kspec.keys.ring",
                KEY + "\n" + OLD_KEY);
    }

    private static String key(String id, int each) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) each);
        return id + " " + Base64.getEncoder().encodeToString(bytes);
    }

    private static synchronized EmbeddedPostgres shared() {
        if (running.isEmpty()) {
            running = Optional.of(begin());
        }
        return running.get();
    }

    /// A PostgreSQL of one's own, for a test that takes it away.
    public static EmbeddedPostgres begin() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
