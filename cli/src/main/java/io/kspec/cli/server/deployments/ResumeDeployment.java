package io.kspec.cli.server.deployments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        header = "Let a paused deployment go on.",
        footer = {"  kspec deployments resume ID", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server has taken it on.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked, or does not allow it.",
            "4:It is not paused."
        })
final class ResumeDeployment implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The deployment.")
    private String id = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    ResumeDeployment(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Act.on(
                server,
                terminal,
                client -> client.post(Address.of("deployments", id, "resume"), JsonNodeFactory.instance.objectNode()),
                "deployment %s is resumed".formatted(id));
    }
}
