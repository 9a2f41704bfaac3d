package io.kspec.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginTest {
    private static final String GRANTED = """
            {"token": "s3cret", "expiresAt": "2026-11-22T10:00:00Z",
             "user": {"username": "ada", "role": "Admin", "roles": ["Admin"]}}
            """;
    private static final String EMPTY_LIST = "{\"operators\": [], \"total\": 0, \"hasMore\": false}";

    @TempDir
    private Path home;

    private final RecordedServer server = new RecordedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLoginIsKeptForTheCommandsAfterItInAFileOfItsOwner() throws IOException {
        server.answers("POST /authentication/login", 200, GRANTED).answers("GET /operators", 200, EMPTY_LIST);
        Kspec.Ended ended = login();
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("as ada (Admin), until 2026-11-22T10:00:00Z")
                .doesNotContain("s3cret");
        assertThat(server.last().body()).isEqualTo("{\"username\":\"ada\",\"password\":\"pa ss\"}");
        assertThat(server.last().token()).isEmpty();
        Path file = home.resolve(".config/kspec/server.yaml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(before().run("operators", "list").code()).isZero();
        assertThat(server.last().token()).contains("Bearer s3cret");
    }

    @Test
    void anExpiredLoginIsSaidBeforeAnythingIsAsked() {
        server.answers("POST /authentication/login", 200, GRANTED);
        login();
        int asked = server.requests().size();
        Kspec.Ended ended =
                Kspec.at(home).at(Instant.parse("2026-11-22T10:00:00Z")).run("operators", "list");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("the login of ada (Admin) has expired").contains("kspec login");
        assertThat(server.requests()).hasSize(asked);
    }

    @Test
    void theTokenOfOneServerIsNeverShownToAnother() {
        server.answers("POST /authentication/login", 200, GRANTED);
        login();
        try (var other = new RecordedServer()) {
            Kspec.Ended ended = before().run("operators", "list", "--server", other.url());
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("nobody is logged in").contains(other.url());
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsNotKept() {
        server.refuses("POST /authentication/login", 401, "UNAUTHORIZED", "no");
        Kspec.Ended ended = login();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("does not accept this name and password")
                .doesNotContain("pa ss");
        assertThat(home.resolve(".config/kspec/server.yaml")).doesNotExist();
    }

    @Test
    void aTokenOfAProgramIsTriedBeforeItIsKept() {
        server.answers("GET /authentication/me", 200, "{\"username\": \"pipeline\", \"role\": \"Operator\"}");
        String file = new Folder(home).write("token", "pr0gram\n");
        Kspec.Ended ended = Kspec.at(home).run("login", server.url(), "--token-file", file);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("as pipeline (Operator)");
        assertThat(server.last().token()).contains("Bearer pr0gram");
    }

    @Test
    void logoutForgetsTheToken() {
        server.answers("POST /authentication/login", 200, GRANTED);
        login();
        assertThat(Kspec.at(home).run("logout").err()).contains("the login is forgotten");
        assertThat(home.resolve(".config/kspec/server.yaml")).doesNotExist();
        assertThat(Kspec.at(home).run("logout").code()).isZero();
        assertThat(Kspec.at(home).run("operators", "list").err()).contains("which server?");
    }

    @Test
    void aPasswordIsAskedForOnATerminalAndNowhereElse() {
        server.answers("POST /authentication/login", 200, GRANTED);
        Kspec.Ended asked = Kspec.at(home).onATerminal().reading("ada\npa ss\n").run("login", server.url());
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.err()).contains("Username: ").contains("Password: ");
        Kspec.Ended alone = Kspec.at(home).run("login", server.url(), "-u", "ada");
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("nobody can be asked here").contains("--password-file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://kspec.example.com",
                "ftp://kspec.example.com",
                "kspec.example.com",
                "https://ada:secret@kspec.example.com",
                "https://kspec.example.com?x=1",
                "https://kspec example"
            })
    void anAddressThatWouldLeakOrIsNoneIsRefused(String address) {
        Kspec.Ended ended = Kspec.at(home)
                .with(Map.of("KSPEC_SERVER", address, "KSPEC_TOKEN", "t0ken"))
                .run("operators", "list");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("Write https://HOST[:PORT]").doesNotContain("secret@");
    }

    @Test
    void optionsWinOverTheEnvironment() {
        server.answers("GET /operators", 200, EMPTY_LIST);
        String file = new Folder(home).write("token", "fromfile");
        Kspec.Ended ended = Kspec.at(home)
                .with(Map.of("KSPEC_SERVER", "https://kspec.invalid", "KSPEC_TOKEN", "fromenvironment"))
                .run("operators", "list", "--server", server.url(), "--token-file", file);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(server.last().token()).isEqualTo(Optional.of("Bearer fromfile"));
    }

    private Kspec before() {
        return Kspec.at(home).at(Instant.parse("2026-11-22T09:59:59Z"));
    }

    private Kspec.Ended login() {
        return before().reading("pa ss\n").run("login", server.url(), "--username", "ada", "--password-file", "-");
    }
}
