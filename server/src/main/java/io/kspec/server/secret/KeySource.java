package io.kspec.server.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.core.failure.Failure;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Finds the keys when the server starts; without keys that seal and open it does not start.
@Singleton
final class KeySource {
    private static final byte[] TRIAL = "trial at start".getBytes(UTF_8);

    @Produces
    @Singleton
    Keys keys(KeySettings settings) {
        Optional<KeyRing> ring = ring(settings);
        if (settings.vault().address().isPresent()) {
            VaultTransit vault = vault(settings.vault());
            return settings.vault().seals()
                    ? ring.<Keys>map(before -> new KeysInTurn(vault, before)).orElse(vault)
                    : new KeysInTurn(ring.orElseThrow(KeySource::nothingSeals), vault);
        }
        return ring.orElseThrow(() -> none(new Failure.Malformed(
                "none of them is set",
                "kspec.keys.file, kspec.keys.ring, kspec.keys.vault.address",
                "Set kspec.keys.file to a file with one line: `first $(openssl rand -base64 32)`.")));
    }

    private static Optional<KeyRing> ring(KeySettings settings) {
        if (settings.file().isPresent() && settings.ring().isPresent()) {
            throw none(new Failure.Malformed(
                    "both are set", "kspec.keys.file, kspec.keys.ring", "Unset one of them: there is one ring."));
        }
        return settings.file()
                .map(KeySource::file)
                .or(() -> settings.ring().map(text -> KeyRing.read(text, "kspec.keys.ring")))
                .map(reading -> switch (reading) {
                    case KeyRing.Reading.Ring(KeyRing keys) -> keys;
                    case KeyRing.Reading.NoRing(Failure why) -> throw none(why);
                });
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

    /// Tried at once: a key of a type that binds nothing to its context, or one that may seal and not open, would
    /// otherwise be found out when a secret is needed.
    private static VaultTransit vault(KeySettings.Vault settings) {
        VaultConnection.wrong(settings).ifPresent(why -> {
            throw none(why);
        });
        VaultTransit vault = VaultConnection.open(settings);
        try {
            byte[] dataKey = Gcm.newKey();
            vault.activeId();
            if (vault.unwrap(vault.wrap(dataKey, TRIAL), TRIAL)
                    .filter(opened -> Arrays.equals(opened, dataKey))
                    .isEmpty()) {
                throw none(new Failure.Malformed(
                        "what its key wraps does not open again",
                        vault.toString(),
                        "Let it be of type aes256-gcm96, which is the usual one."));
            }
        } catch (KeysAway away) {
            throw none(away.why());
        }
        return vault;
    }

    private static IllegalStateException nothingSeals() {
        return none(new Failure.Malformed(
                "Vault is not to seal, and there is no ring",
                "kspec.keys.vault.seals",
                "Set kspec.keys.file as well, or let Vault seal."));
    }

    private static IllegalStateException none(Failure why) {
        return new IllegalStateException("The server has no keys for its secrets: " + why.sentence());
    }
}
