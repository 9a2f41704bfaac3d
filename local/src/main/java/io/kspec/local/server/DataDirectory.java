package io.kspec.local.server;

import io.kspec.local.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// Where the server's things lie; made for its owner only.
record DataDirectory(Path path) {
    private static final int KEY_BYTES = 32;

    DataDirectory {
        path = path.toAbsolutePath();
    }

    static Path usual() {
        return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
                .resolve("kspec")
                .resolve("server");
    }

    void make() {
        PrivateFiles.directory(path);
    }

    Path database() {
        return path.resolve("database");
    }

    Path tls() {
        return path.resolve("tls");
    }

    Path log() {
        return path.resolve("server.log");
    }

    /// The first administrator's user name, password and token; the server writes it.
    Path firstAdmin() {
        return path.resolve("first-admin");
    }

    /// The key ring, made once. Whoever loses it loses every secret in the database.
    Path keys() {
        Path file = path.resolve("keys");
        if (!Files.exists(file)) {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            PrivateFiles.write(file, "first " + Base64.getEncoder().encodeToString(key) + "\n");
        }
        return file;
    }
}
