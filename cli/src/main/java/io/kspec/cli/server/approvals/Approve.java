package io.kspec.cli.server.approvals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        header = "Give consent to what somebody else asked for.",
        footer = {"  kspec approvals approve ID --notes \"tested in staging\"", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The consent is given.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked, or this is not yours to decide.",
            "4:It is decided already, or expired."
        })
final class Approve implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The approval.")
    private String id = "";

    @Option(names = "--notes", paramLabel = "TEXT", description = "What others should know of it.")
    private @Nullable String notes;

    @Mixin
    private ServerOptions server = new ServerOptions();

    Approve(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        if (notes != null) {
            request.put("notes", notes);
        }
        return server.ask(terminal, client -> client.post(Address.of("approvals", id, "approve"), request)
                .step()
                .finish(terminal, answer -> {
                    terminal.out().println("approval %s: your consent is given".formatted(id));
                    if (answer.body().path("status").asText("").equals("Pending")) {
                        terminal.note("it waits for somebody else's consent too.");
                    }
                    return ExitCode.OK.code();
                }));
    }
}
