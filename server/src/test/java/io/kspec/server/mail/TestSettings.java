package io.kspec.server.mail;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings for a mail server of a test.
record TestSettings(int port, StartTls starttls, Duration givesUpAfter, Optional<String> password, Optional<Path> trust)
        implements MailSettings {
    TestSettings(int port) {
        this(port, StartTls.Off, Duration.ofHours(24));
    }

    TestSettings(int port, StartTls starttls, Duration givesUpAfter) {
        this(port, starttls, givesUpAfter, Optional.empty(), Optional.empty());
    }

    @Override
    public Optional<String> host() {
        return Optional.of("127.0.0.1");
    }

    @Override
    public String from() {
        return "kspec@kspec.test";
    }

    @Override
    public Optional<String> username() {
        return password.map(_ -> "kspec");
    }

    @Override
    public Optional<List<String>> approvers() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> alerts() {
        return Optional.of(List.of("alerts@kspec.test"));
    }

    @Override
    public Optional<URI> link() {
        return Optional.empty();
    }

    @Override
    public Duration poll() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Duration retention() {
        return Duration.ofDays(30);
    }
}
