package io.kspec.cli.server.deployments;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        header = "Show one deployment: how far it is in every cluster, and what it waits for.",
        footer = {"  kspec deployments get ID", "  kspec deployments get ID -o json", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is shown, whatever became of it.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked."
        })
final class GetDeployment implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The deployment.")
    private String id = "";

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    GetDeployment(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return answer.one(
                server -> server.get(Address.of("deployments", id)),
                Deployment.class,
                (deployment, wide) ->
                        DeploymentText.sheet(deployment, wide, terminal.clock().instant()),
                terminal);
    }
}
