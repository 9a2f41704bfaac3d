package io.kspec.server.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where the keys are: in a ring from `file` or `ring`, see [KeyRing] for its form, or in a Vault. With both, one seals
/// and the other opens what it sealed before.
@ConfigMapping(prefix = "kspec.keys")
interface KeySettings {
    /// A file, such as a mounted Kubernetes Secret.
    Optional<Path> file();

    /// The ring itself, for an environment variable (`KSPEC_KEYS_RING`).
    Optional<String> ring();

    Vault vault();

    /// The transit engine of a Vault. This server logs in with a token, or as a service account.
    interface Vault {
        /// Such as `https://vault.example.org:8200`.
        Optional<URI> address();

        /// Whether it seals, or only opens what it sealed and leaves sealing to the ring: the first step on the way
        /// from a ring to Vault, while other replicas know the ring alone, and the way back.
        @WithDefault("true")
        boolean seals();

        /// Where the transit engine is mounted.
        @WithDefault("transit")
        String mount();

        /// The name of the key.
        @WithDefault("kspec")
        String key();

        /// A file with a token, as Vault's agent keeps it; read again for every request.
        Optional<Path> tokenFile();

        /// A role of the Kubernetes auth method, for the service account of this server.
        Optional<String> role();

        /// Where the Kubernetes auth method is mounted.
        @WithDefault("kubernetes")
        String authMount();

        /// The token of the service account; read again for every login.
        @WithDefault("/var/run/secrets/kubernetes.io/serviceaccount/token")
        Path serviceAccountToken();

        /// Certificates of Vault's authority, a PEM file; without it those that the machine knows.
        Optional<Path> authority();

        /// A namespace, where the edition has them.
        Optional<String> namespace();
    }
}
