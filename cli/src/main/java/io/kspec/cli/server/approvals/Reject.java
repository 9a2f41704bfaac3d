package io.kspec.cli.server.approvals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reject",
        header = "Refuse consent. The deployment that asked for it is cancelled.",
        footer = {"  kspec approvals reject ID --reason \"not before the holidays\"", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The consent is refused.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked, or this is not yours to decide.",
            "4:It is decided already, or expired."
        })
final class Reject implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The approval.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why. Required.")
    private String reason = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    Reject(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return server.ask(terminal, client -> client.post(
                        Address.of("approvals", id, "reject"),
                        JsonNodeFactory.instance.objectNode().put("reason", reason))
                .step()
                .finish(terminal, _ -> {
                    terminal.out().println("approval %s is refused".formatted(id));
                    return ExitCode.OK.code();
                }));
    }
}
