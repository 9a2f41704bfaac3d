package io.kspec.cli.server.operators;

import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.Consent;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        header = "Take an operator out of the server. It must not run anywhere; its history stays.",
        footer = {"  kspec operators delete cert-manager", "  kspec operators delete cert-manager --yes", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is deleted.",
            "1:You said no.",
            "2:Wrong usage, or there is none of this name.",
            "3:The server cannot be asked, or does not allow it.",
            "4:It runs in a cluster, or is being deployed."
        })
final class DeleteOperator implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The operator.")
    private String name = "";

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private ServerOptions server = new ServerOptions();

    DeleteOperator(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<ExitCode> refused = consent.missing("operator %s is deleted".formatted(name), terminal);
        return refused.map(ExitCode::code)
                .orElseGet(() -> server.ask(terminal, client -> client.delete(Address.of("operators", name))
                        .step()
                        .finish(terminal, _ -> {
                            terminal.out().println("operator %s is deleted".formatted(name));
                            return ExitCode.OK.code();
                        })));
    }
}
