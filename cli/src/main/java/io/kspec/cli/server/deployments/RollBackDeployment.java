package io.kspec.cli.server.deployments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.Consent;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        header = "Take a deployment back: every cluster gets the version that it had before.",
        footer = {
            "  kspec deployments rollback ID --reason \"webhook is slow\"",
            "  kspec deployments rollback ID --reason \"one is broken\" --cluster prod-eu --watch",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server has taken it on; with --watch: it is taken back.",
            "1:You said no; with --watch: a cluster could not be taken back.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked, or does not allow it.",
            "4:It changed nothing, is taken back already, or a later deployment followed."
        })
final class RollBackDeployment implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The deployment.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why. Required.")
    private String reason = "";

    @Option(
            names = {"-c", "--cluster"},
            paramLabel = "NAME",
            split = ",",
            description = "Only there. Repeatable, or divided by commas. Default: wherever it changed something.")
    private List<String> clusters = new ArrayList<>();

    @Option(
            names = {"-w", "--watch"},
            description = "Stay and show how it goes. Off by default.")
    private boolean watch;

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private ServerOptions server = new ServerOptions();

    RollBackDeployment(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<ExitCode> refused = consent.missing("deployment %s is taken back".formatted(id), terminal);
        if (refused.isPresent()) {
            return refused.get().code();
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("reason", reason);
        if (!clusters.isEmpty()) {
            ArrayNode targets = request.putArray("targetClusters");
            clusters.forEach(targets::add);
        }
        int taken = Act.on(
                server,
                terminal,
                client -> client.post(Address.of("deployments", id, "rollback"), request),
                "deployment %s is being taken back".formatted(id));
        return taken == ExitCode.OK.code() && watch
                ? server.ask(terminal, client -> Watch.untilTakenBack(client, id, terminal))
                : taken;
    }
}
