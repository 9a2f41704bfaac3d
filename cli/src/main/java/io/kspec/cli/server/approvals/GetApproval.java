package io.kspec.cli.server.approvals;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        header = "Show what consent is asked for, or how it was decided.",
        footer = {"  kspec approvals get ID", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is shown.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked, or does not allow it."
        })
final class GetApproval implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The approval.")
    private String id = "";

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    GetApproval(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return answer.one(
                server -> server.get(Address.of("approvals", id)),
                Approval.class,
                (approval, _) -> approval.sheet(terminal.clock().instant()),
                terminal);
    }
}
