package io.kspec.server.account;

import io.kspec.server.access.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What may be set about coming in, under `kspec.account`.
@ConfigMapping(prefix = "kspec.account")
interface AccountSettings {
    /// Where the first administrator's password and token are written (mode 0600) when there is no account yet.
    /// Without it none is made: then an external issuer must know the first one.
    Optional<Path> firstAdminFile();

    /// The cost of a password's hash: each step doubles the time of a guess.
    @WithDefault("12")
    int bcryptCost();

    /// The issuer and audience in this server's own tokens, and how long a login lasts.
    @WithDefault("kspec")
    String issuer();

    @WithDefault("operator-manager-api")
    String audience();

    @WithDefault("PT1H")
    Duration lifetime();

    /// After this long a new key signs.
    @WithDefault("P30D")
    Duration signingKeyAge();

    Oidc oidc();

    /// An external issuer of tokens, found by its discovery document.
    interface Oidc {
        Optional<URI> issuer();

        @WithDefault("operator-manager-api")
        String audience();

        @WithDefault("groups")
        String groupsClaim();

        /// Which group has which role: `kspec.account.oidc.roles."platform-team"=Admin`.
        Map<String, Role> roles();

        /// Which group owns which environment: `kspec.account.oidc.environments."shop-owners"=Production`.
        Map<String, String> environments();
    }
}
