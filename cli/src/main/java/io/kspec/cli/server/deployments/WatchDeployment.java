package io.kspec.cli.server.deployments;

import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        header = "Stay and show how a deployment goes, until it ends.",
        description = {
            "",
            "On a terminal a table of its clusters is kept up to date; elsewhere every change is a line.",
            ""
        },
        footer = {"  kspec deployments watch ID", "  kspec deployments watch ID && echo done", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is completed.",
            "1:It failed, was taken back or was cancelled.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked any more."
        })
final class WatchDeployment implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The deployment.")
    private String id = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    WatchDeployment(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return server.ask(terminal, client -> Watch.untilCompleted(client, id, terminal));
    }
}
