package io.kspec.cli.server.deployments;

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
        name = "cancel",
        header = "Stop a deployment. Clusters under way are finished, nothing is taken back.",
        footer = {"  kspec deployments cancel ID", "  kspec deployments cancel ID --yes", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server has taken it on.",
            "1:You said no.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked, or does not allow it.",
            "4:It has ended already."
        })
final class CancelDeployment implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The deployment.")
    private String id = "";

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private ServerOptions server = new ServerOptions();

    CancelDeployment(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<ExitCode> refused = consent.missing(
                "deployment %s is cancelled, and clusters that are done stay as they are".formatted(id), terminal);
        return refused.map(ExitCode::code)
                .orElseGet(() -> Act.on(
                        server,
                        terminal,
                        client -> client.delete(Address.of("deployments", id)),
                        "deployment %s is being cancelled".formatted(id)));
    }
}
