package io.kspec.cli.server.operators;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.client.Reply;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.client.Wire;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "update",
        header = "Change the description, labels, CRDs, default values or cluster affinity of an operator.",
        description = {
            "",
            "Labels are added to those that are there. Values and CRDs replace all of the kind: the server does not",
            "tell secret values, so they could not be joined. Environments and selectors of the affinity replace those",
            "that are there, each kind by itself. What runs stays as it is until the next deployment.",
            ""
        },
        footer = {
            "  kspec operators update cert-manager --label criticality=critical",
            "  kspec operators update cert-manager -f values.yaml",
            "  kspec operators update gpu --affinity-environment production",
            "  kspec operators update gpu --clear-affinity --affinity-selector region=eu",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is changed.",
            "2:Wrong usage, or there is none of this name.",
            "3:The server cannot be asked, or does not allow it.",
            "4:Somebody else changed it meanwhile."
        })
final class UpdateOperator implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The operator.")
    private String name = "";

    @Option(names = "--remove-label", paramLabel = "KEY", description = "A label that goes. Repeatable.")
    private List<String> removed = new ArrayList<>();

    @Option(
            names = "--clear-affinity",
            description = "Let it go to every cluster again, but for what is given beside this. Off by default.")
    private boolean unbound;

    @Mixin
    private OperatorFields fields = new OperatorFields();

    @Mixin
    private ServerOptions server = new ServerOptions();

    UpdateOperator(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return fields.into(JsonNodeFactory.instance.objectNode()).finish(terminal, request -> {
            if (request.isEmpty() && !joined()) {
                terminal.complain("nothing is to be changed. Say what; kspec operators update --help lists it.");
                return ExitCode.USAGE.code();
            }
            return server.ask(terminal, client -> update(client, request));
        });
    }

    private int update(ServerClient client, ObjectNode request) {
        Address operator = Address.of("operators", name);
        return client.get(operator)
                .step()
                .then(before -> Wire.read(before, Operator.class)
                        .then(known -> client.put(operator, joined(request, known), before.etag())
                                .step()))
                .finish(terminal, (Reply.Done _) -> {
                    terminal.out().println("operator %s is changed".formatted(name));
                    return ExitCode.OK.code();
                });
    }

    /// Whether anything is given that goes together with what is there.
    private boolean joined() {
        return !fields.labels().isEmpty()
                || !removed.isEmpty()
                || unbound
                || fields.affinity().given();
    }

    private ObjectNode joined(ObjectNode request, Operator known) {
        if (unbound || fields.affinity().given()) {
            Affinity before =
                    known.clusterAffinity() == null || unbound ? Affinity.EVERYWHERE : known.clusterAffinity();
            request.set("clusterAffinity", fields.affinity().over(before));
        }
        if (!fields.labels().isEmpty() || !removed.isEmpty()) {
            ObjectNode labels = request.putObject("labels");
            known.labels().forEach(labels::put);
            labels.remove(removed);
            fields.labels().forEach(labels::put);
        }
        return request;
    }
}
