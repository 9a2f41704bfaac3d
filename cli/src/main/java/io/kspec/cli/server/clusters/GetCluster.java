package io.kspec.cli.server.clusters;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        header = "Show one cluster and the operators in it.",
        footer = {"  kspec clusters get prod-eu", "  kspec clusters get prod-eu -o yaml", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is shown.",
            "2:Wrong usage, or there is none of this name.",
            "3:The server cannot be asked."
        })
final class GetCluster implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The cluster.")
    private String name = "";

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    GetCluster(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return answer.one(
                server -> server.get(Address.of("clusters", name)),
                Cluster.class,
                (cluster, _) -> ClusterText.sheet(cluster, terminal.clock().instant()),
                terminal);
    }
}
