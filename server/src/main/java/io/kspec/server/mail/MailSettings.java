package io.kspec.server.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How letters are sent, under `kspec.mail`.
@ConfigMapping(prefix = "kspec.mail")
public interface MailSettings {
    /// The SMTP server. Without it no letter is written.
    Optional<String> host();

    @WithDefault("587")
    int port();

    @WithDefault("Required")
    StartTls starttls();

    /// The address letters come from.
    @WithDefault("kspec@localhost")
    String from();

    Optional<String> username();

    Optional<String> password();

    /// Certificates, as PEM, that the server's is signed by, where Java does not know them.
    Optional<Path> trust();

    /// Who is told of every request for approval, beside the people with an account: a list, or those who come by an
    /// external issuer.
    Optional<List<String>> approvers();

    /// Who is told of failed deployments and unhealthy operators.
    Optional<List<String>> alerts();

    /// Where people reach this server, such as `https://kspec.example.org`: the beginning of links in letters.
    Optional<URI> link();

    /// How often a replica looks for letters to send.
    @WithDefault("PT1S")
    Duration poll();

    /// How long the mail server may take for one step. After 24 times as long, another replica sends what a dead
    /// one had begun to.
    @WithDefault("PT10S")
    Duration patience();

    /// When a letter that could not be sent is given up.
    @WithDefault("PT24H")
    Duration givesUpAfter();

    /// How long sent and failed letters are kept.
    @WithDefault("P30D")
    Duration retention();

    /// Whether the connection is encrypted.
    enum StartTls {
        /// Always, or nothing is sent.
        Required,
        /// Where the server offers it.
        Offered,
        /// Never: for a server on the same machine.
        Off
    }
}
