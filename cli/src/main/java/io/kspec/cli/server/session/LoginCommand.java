package io.kspec.cli.server.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.client.Reply;
import io.kspec.cli.server.client.ServerAccess;
import io.kspec.cli.server.client.ServerAddress;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.client.Token;
import io.kspec.cli.server.client.Wire;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "login",
        header = "Log in to a kspec server, for the commands that come after.",
        description = {
            "",
            "Keeps the server and its token in ~/.config/kspec/server.yaml, which only you can open. The password is",
            "asked for and kept nowhere. Programs take a token of their own with --token-file instead.",
            ""
        },
        footer = {
            "  kspec login https://kspec.example.com --username ada",
            "  kspec login https://kspec.example.com --ca-file company-ca.pem",
            "  kspec login https://kspec.example.com --token-file token",
            "  kspec login http://localhost:8080 --username admin --password-file admin-password",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:You are logged in.",
            "2:Wrong usage.",
            "3:The server cannot be reached, or does not accept this person.",
            "4:The file of the login cannot be written."
        })
public final class LoginCommand implements Callable<Integer> {
    private static final int UNAUTHORIZED = 401;

    private final Terminal terminal;

    @Parameters(paramLabel = "URL", arity = "0..1", description = "The server. Default: as --server.")
    private @Nullable String url;

    @Option(
            names = {"-u", "--username"},
            paramLabel = "NAME",
            description = "Who logs in. Default: asked for.")
    private @Nullable String username;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file with the password, or the one that the server wrote; - for standard input.")
    private @Nullable Path passwordFile;

    @Mixin
    private ServerOptions server = new ServerOptions();

    public LoginCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LoginFile file = LoginFile.of(terminal);
        return address(file).then(this::login).finish(terminal, login -> keep(login, file));
    }

    private Step<URI> address(LoginFile file) {
        Optional<String> given = Optional.ofNullable(url).or(() -> server.named(terminal));
        if (given.isPresent()) {
            return ServerAddress.read(given.get());
        }
        return switch (file.read()) {
            case Step.Next<Optional<Login>>(Optional<Login> before)
            when before.isPresent() -> Step.next(before.get().server());
            case Step.Next<Optional<Login>> _, Step.Stop<Optional<Login>> _ ->
                Step.stop(ExitCode.USAGE, "which server? Name it: kspec login https://kspec.example.com");
        };
    }

    private Step<Login> login(URI address) {
        if (server.tokenFile().isPresent()) {
            return TokenFile.read(server.tokenFile().get())
                    .then(token -> asked(address, Optional.of(token), client -> tried(client, token)));
        }
        return new Secrets(terminal)
                .person(Optional.ofNullable(username), Optional.ofNullable(passwordFile))
                .then(person -> asked(address, Optional.empty(), client -> granted(client, person)));
    }

    private Step<Login> asked(URI address, Optional<Token> token, Function<ServerClient, Step<Login>> question) {
        return ServerClient.of(new ServerAccess(address, token, server.caFile(), server.requestTimeout()))
                .then(opened -> {
                    try (opened) {
                        return question.apply(opened);
                    }
                });
    }

    /// A token that the server does not know is not kept.
    private Step<Login> tried(ServerClient client, Token token) {
        return client.get(Address.of("authentication", "me"))
                .step()
                .then(answer -> Wire.read(answer, Account.User.class))
                .then(user -> Step.next(new Login(
                        client.server(), token, Optional.of(user.label()), Optional.empty(), server.caFile())));
    }

    private Step<Login> granted(ServerClient client, Secrets.Person person) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("username", person.name())
                .put("password", person.password());
        return switch (client.post(Address.of("authentication", "login"), body)) {
            case Reply.Refused(var problem)
            when problem.status() == UNAUTHORIZED ->
                Step.stop(
                        ExitCode.NOT_EVALUATED,
                        "the server does not accept this name and password (%s). Check both; after too many wrong ones"
                                        .formatted(client.server())
                                + " an account is locked for a while.");
            case Reply reply ->
                reply.step()
                        .then(answer -> Wire.read(answer, Account.Granted.class))
                        .then(granted -> login(client.server(), granted, person));
        };
    }

    private Step<Login> login(URI address, Account.Granted granted, Secrets.Person person) {
        if (granted.token() == null || granted.token().isBlank()) {
            return Step.stop(
                    ExitCode.NOT_EVALUATED,
                    "the server answered a login without a token (%s). Compare the versions of both."
                            .formatted(address));
        }
        String who = granted.user() == null ? person.name() : granted.user().label();
        return Step.next(new Login(
                address,
                new Token(granted.token()),
                Optional.of(who),
                Optional.ofNullable(granted.expiresAt()),
                server.caFile()));
    }

    private int keep(Login login, LoginFile file) {
        return file.write(login).finish(terminal, _ -> {
            String until = login.expiresAt()
                    .map(end -> ", until " + end.truncatedTo(ChronoUnit.SECONDS))
                    .orElse("");
            terminal.out()
                    .println("logged in to %s as %s%s"
                            .formatted(login.server(), login.user().orElse("somebody"), until));
            return ExitCode.OK.code();
        });
    }
}
