package io.kspec.cli.server.session;

import io.kspec.cli.server.client.ServerAccess;
import io.kspec.cli.server.client.ServerAddress;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.client.Token;
import io.kspec.cli.terminal.DurationConverter;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which server is meant and as whom. An option wins over the environment, that over the login.
public final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The kspec server. Default: KSPEC_SERVER, else the one of kspec login.")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token. Default: KSPEC_TOKEN, else the one of kspec login.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "Who may have signed the server's certificate (PEM). Default: that of kspec login, else Java's.")
    private @Nullable Path caFile;

    @Option(
            names = "--request-timeout",
            paramLabel = "DURATION",
            defaultValue = "15s",
            converter = DurationConverter.class,
            description = "How long one answer of the server may take.")
    private Duration requestTimeout = Duration.ofSeconds(15);

    /// Finds the server, lets it be asked, and closes what was opened.
    ///
    /// @param question answers the exit code
    public int ask(Terminal terminal, ToIntFunction<ServerClient> question) {
        return open(terminal).finish(terminal, opened -> {
            try (opened) {
                return question.applyAsInt(opened);
            }
        });
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    Optional<Path> caFile() {
        return Optional.ofNullable(caFile);
    }

    Optional<Path> tokenFile() {
        return Optional.ofNullable(tokenFile);
    }

    private Step<ServerClient> open(Terminal terminal) {
        return LoginFile.of(terminal).read().then(login -> address(login, terminal)
                .then(address -> open(address, login, terminal)));
    }

    /// The server of `--server` or `KSPEC_SERVER`; empty when neither is given.
    Optional<String> named(Terminal terminal) {
        return Optional.ofNullable(server)
                .or(() -> Optional.of(terminal.variable("KSPEC_SERVER")).filter(text -> !text.isBlank()));
    }

    private Step<URI> address(Optional<Login> login, Terminal terminal) {
        return named(terminal)
                .map(ServerAddress::read)
                .or(() -> login.map(known -> Step.next(known.server())))
                .orElseGet(() -> Step.stop(
                        ExitCode.USAGE,
                        "which server? Log in with kspec login URL, name it with --server, or set KSPEC_SERVER."));
    }

    private Step<ServerClient> open(URI address, Optional<Login> kept, Terminal terminal) {
        // The token of one server is never shown to another.
        Optional<Login> login = kept.filter(known -> known.server().equals(address));
        return token(address, login, terminal)
                .then(token -> ServerClient.of(new ServerAccess(
                        address,
                        Optional.of(token),
                        caFile().or(() -> login.flatMap(Login::authorities)),
                        requestTimeout)));
    }

    private Step<Token> token(URI address, Optional<Login> login, Terminal terminal) {
        if (tokenFile != null) {
            return TokenFile.read(tokenFile);
        }
        String variable = terminal.variable("KSPEC_TOKEN").strip();
        if (!variable.isEmpty()) {
            return Step.next(new Token(variable));
        }
        if (login.isEmpty()) {
            return Step.stop(
                    ExitCode.NOT_EVALUATED,
                    "nobody is logged in (%s). Log in: kspec login %s".formatted(address, address));
        }
        Login known = login.get();
        return known.expiresAt()
                        .filter(end -> !end.isAfter(terminal.clock().instant()))
                        .isPresent()
                ? Step.stop(
                        ExitCode.NOT_EVALUATED,
                        "the login%s has expired (%s). Log in again: kspec login"
                                .formatted(known.user().map(" of %s"::formatted).orElse(""), address))
                : Step.next(known.token());
    }
}
