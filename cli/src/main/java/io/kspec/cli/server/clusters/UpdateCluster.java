package io.kspec.cli.server.clusters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.client.Wire;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "update",
        header = "Change description or labels of a cluster, or take it out of service for a while.",
        description = {"", "A disabled cluster takes no deployments and is not looked at.", ""},
        footer = {"  kspec clusters update prod-eu --label region=eu", "  kspec clusters update prod-eu --disable", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is changed.",
            "2:Wrong usage, or there is none of this name.",
            "3:The server cannot be asked, or does not allow it.",
            "4:Somebody else changed it meanwhile."
        })
final class UpdateCluster implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The cluster.")
    private String name = "";

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private @Nullable String description;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "KEY=VALUE",
            description = "A label, beside those that are there. Repeatable.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--remove-label", paramLabel = "KEY", description = "A label that goes. Repeatable.")
    private List<String> removed = new ArrayList<>();

    @ArgGroup
    private Service service = new Service();

    static final class Service {
        @Option(names = "--enable", description = "Put it into service. Off by default.")
        boolean enable;

        @Option(names = "--disable", description = "Take it out of service. Off by default.")
        boolean disable;
    }

    @Mixin
    private ServerOptions server = new ServerOptions();

    UpdateCluster(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        if (description != null) {
            request.put("description", description);
        }
        if (service.enable || service.disable) {
            request.put("isEnabled", service.enable);
        }
        if (request.isEmpty() && labels.isEmpty() && removed.isEmpty()) {
            terminal.complain("nothing is to be changed. Say what; kspec clusters update --help lists it.");
            return ExitCode.USAGE.code();
        }
        return server.ask(terminal, client -> update(client, request));
    }

    private int update(ServerClient client, ObjectNode request) {
        Address cluster = Address.of("clusters", name);
        return client.get(cluster)
                .step()
                .then(before -> Wire.read(before, Cluster.class)
                        .then(known -> client.put(cluster, labelled(request, known), before.etag())
                                .step()))
                .finish(terminal, _ -> {
                    terminal.out().println("cluster %s is changed".formatted(name));
                    return ExitCode.OK.code();
                });
    }

    private ObjectNode labelled(ObjectNode request, Cluster known) {
        if (!labels.isEmpty() || !removed.isEmpty()) {
            ObjectNode all = request.putObject("labels");
            known.labels().forEach(all::put);
            all.remove(removed);
            labels.forEach(all::put);
        }
        return request;
    }
}
