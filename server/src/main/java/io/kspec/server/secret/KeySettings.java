package io.kspec.server.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where the key ring comes from; see [KeyRing] for its form. Exactly one of both is set.
@ConfigMapping(prefix = "kspec.keys")
interface KeySettings {
    /// A file, such as a mounted Kubernetes Secret.
    Optional<Path> file();

    /// The ring itself, for an environment variable (`KSPEC_KEYS_RING`).
    Optional<String> ring();
}
