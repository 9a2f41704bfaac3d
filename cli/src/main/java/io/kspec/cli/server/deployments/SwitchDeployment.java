package io.kspec.cli.server.deployments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
        name = "switch",
        header = "Let a blue-green deployment that waits for it switch over.",
        footer = {"  kspec deployments switch ID", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server has taken it on.",
            "1:You said no.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked, or does not allow it.",
            "4:It does not wait for a switch."
        })
final class SwitchDeployment implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The deployment.")
    private String id = "";

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private ServerOptions server = new ServerOptions();

    SwitchDeployment(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<ExitCode> refused =
                consent.missing("deployment %s switches every cluster to the new version".formatted(id), terminal);
        return refused.map(ExitCode::code)
                .orElseGet(() -> Act.on(
                        server,
                        terminal,
                        client -> client.post(
                                Address.of("deployments", id, "switch"), JsonNodeFactory.instance.objectNode()),
                        "deployment %s is switching over".formatted(id)));
    }
}
