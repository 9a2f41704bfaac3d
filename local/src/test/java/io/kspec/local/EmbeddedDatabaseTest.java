package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDatabaseTest {
    @TempDir
    Path directory;

    @Test
    void whatWasCommittedIsThereAfterTheNextStartAndNobodyElseGetsIn() throws SQLException, IOException {
        String first;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            first = database.password();
            try (Connection connection = connect(database, first);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table kept as select 42 as answer");
            }
            assertThatThrownBy(() -> connect(database, "guessed").close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory);
                Connection connection = connect(database, first);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select answer from kept")) {
            assertThat(answer.next()).isTrue();
            assertThat(answer.getInt("answer")).isEqualTo(42);
        }
    }

    @Test
    void aDirectoryInUseIsLeftAlone() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory).close())
                    .isInstanceOf(LocalKubernetesException.class)
                    .hasMessageContaining("another kspec");
            try (Connection connection = connect(database, database.password())) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void aDatabaseThatAKilledProcessLeftBehindIsStoppedFirst() throws SQLException, IOException, InterruptedException {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Dying.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(killed.waitFor()).isEqualTo(Dying.CODE);

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory);
                Connection connection = connect(database, database.password())) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    /// A process that starts a database and ends without a word, as if it had been killed.
    static final class Dying {
        static final int CODE = 7;

        private Dying() {}

        public static void main(String[] directory) {
            EmbeddedDatabase left = EmbeddedDatabase.start(Path.of(directory[0]));
            Runtime.getRuntime().halt(left.jdbcUrl().isEmpty() ? 1 : CODE);
        }
    }

    private static Connection connect(EmbeddedDatabase database, String password) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), password);
    }
}
