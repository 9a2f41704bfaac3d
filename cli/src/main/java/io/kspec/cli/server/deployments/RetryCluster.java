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
        name = "retry",
        header = "Try a cluster of a deployment again that failed.",
        footer = {"  kspec deployments retry ID prod-eu", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server has taken it on.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked, or does not allow it.",
            "4:There is nothing to try again."
        })
final class RetryCluster implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "ID", description = "The deployment.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "CLUSTER", description = "The cluster.")
    private String cluster = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    RetryCluster(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Act.on(
                server,
                terminal,
                client -> client.post(
                        Address.of("deployments", id, "clusters", cluster, "retry"),
                        JsonNodeFactory.instance.objectNode()),
                "cluster %s of deployment %s is tried again".formatted(cluster, id));
    }
}
