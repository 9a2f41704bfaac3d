package io.kspec.cli.server.client;

import io.kspec.core.failure.Failure;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// Why a server did not answer, in words that help.
final class Silence {
    private Silence() {}

    static Failure interrupted(URI server) {
        return new Failure.Unreachable(server.toString(), "interrupted");
    }

    static Failure late(URI server, Duration patience) {
        return new Failure.Unreachable(
                server.toString(), "nothing came within %d s (--request-timeout)".formatted(patience.toSeconds()));
    }

    static Failure of(URI server, Duration patience, Throwable silent) {
        return switch (silent) {
            case SSLException untrusted ->
                new Failure.Malformed(
                        "its certificate is not accepted: " + cause(untrusted),
                        server.toString(),
                        "Name the file of the authority that signed it with --ca-file, or check the address.");
            case HttpTimeoutException _ -> late(server, patience);
            case ConnectException refused
            when unresolved(refused) ->
                new Failure.Unreachable(server.toString(), "no machine is called %s".formatted(server.getHost()));
            case ConnectException _ ->
                new Failure.Unreachable(server.toString(), "nothing listens there (connection refused)");
            default -> new Failure.Unreachable(server.toString(), cause(silent));
        };
    }

    private static boolean unresolved(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    /// The innermost sentence says most.
    private static String cause(Throwable failed) {
        Throwable inner = failed;
        while (inner.getCause() != null && !inner.getCause().equals(inner)) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return message == null || message.isBlank()
                ? inner.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
