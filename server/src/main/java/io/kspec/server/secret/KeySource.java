package io.kspec.server.secret;

import io.kspec.core.failure.Failure;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the key ring when the server starts; without one it does not start.
@Singleton
final class KeySource {
    @Produces
    @Singleton
    Keys keys(KeySettings settings) {
        return switch (reading(settings)) {
            case KeyRing.Reading.Ring(KeyRing keys) -> keys;
            case KeyRing.Reading.NoRing(Failure why) ->
                throw new IllegalStateException("The server has no key ring: " + why.sentence());
        };
    }

    private static KeyRing.Reading reading(KeySettings settings) {
        if (settings.file().isPresent() == settings.ring().isPresent()) {
            return new KeyRing.Reading.NoRing(new Failure.Malformed(
                    "exactly one of both must be set",
                    "kspec.keys.file, kspec.keys.ring",
                    "Set kspec.keys.file to a file with one line: `first $(openssl rand -base64 32)`."));
        }
        return settings.file()
                .map(KeySource::file)
                .orElseGet(() -> KeyRing.read(settings.ring().orElseThrow(), "kspec.keys.ring"));
    }

    private static KeyRing.Reading file(Path file) {
        try {
            return KeyRing.read(Files.readString(file), file.toString());
        } catch (IOException unreadable) {
            return new KeyRing.Reading.NoRing(new Failure.Malformed(
                    "it cannot be read: " + unreadable.getClass().getSimpleName(),
                    file.toString(),
                    "Let kspec.keys.file name a file that the server may read."));
        }
    }
}
