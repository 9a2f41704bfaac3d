package io.kspec.cli.server;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.OrderlyEnd;
import io.kspec.local.LocalKubernetesException;
import io.kspec.local.server.LocalServer;
import io.kspec.local.server.LocalServer.Listening;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// One run of the server: it starts, says how to log in, and stays until somebody ends it.
///
/// @param databaseUrl of a PostgreSQL of the user's; empty for an own one
record ServerRun(PrintWriter out, PrintWriter err, Path directory, Listening listening, Optional<String> databaseUrl) {
    /// The exit code, when it has been stopped or has ended by itself.
    int stay() {
        Map<String, String> settings =
                databaseUrl.map(url -> Map.of("KSPEC_DATABASE_URL", url)).orElse(Map.of());
        try (var _ = new OrderlyEnd();
                LocalServer server = LocalServer.start(directory, listening, settings, this::say)) {
            tellHowToLogIn(server);
            int code = server.awaitEnd();
            return failed(
                    "the server ended by itself with %d. The end of its log:\n%s".formatted(code, server.lastWords()));
        } catch (LocalKubernetesException failed) {
            return Thread.interrupted() ? ExitCode.INTERRUPTED.code() : failed(String.valueOf(failed.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.code();
        }
    }

    private void tellHowToLogIn(LocalServer server) {
        out.printf("%nThe server is ready at %s%n%n", server.url());
        out.printf("  certificate   %s%n", server.certificate());
        out.printf("  first login   %s (user name, password and a token)%n%n", server.firstAdmin());
        out.printf("Log in, and ask it something:%n%n");
        out.printf("  kspec login %s --username admin --ca-file %s \\%n", server.url(), server.certificate());
        out.printf("    --password-file %s%n", server.firstAdmin());
        out.printf("  kspec operators list%n%n");
        out.println("It stays until you press Ctrl+C.");
        out.flush();
    }

    private int failed(String why) {
        say(why);
        return ExitCode.NOT_EVALUATED.code();
    }

    private void say(String clause) {
        err.println("kspec: " + clause);
        err.flush();
    }
}
