package io.kspec.cli.server.client;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.local.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;

/// Whom a server's certificate may be signed by.
final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /// Those of a PEM file, and nobody else.
    static Step<SSLContext> of(Path file) {
        try {
            return Step.next(Trust.of(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            return wrong(file, "cannot be read: " + unreadable.getClass().getSimpleName());
        } catch (CertificateException malformed) {
            return wrong(file, "holds no certificates");
        }
    }

    private static Step<SSLContext> wrong(Path file, String what) {
        return Step.stop(
                ExitCode.USAGE,
                "the file %s (%s). Name the PEM file of the server's authority with --ca-file.".formatted(what, file));
    }
}
