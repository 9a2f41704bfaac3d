package io.kspec.cli.server.operators;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "versions",
        header = "List the versions of an operator that can be deployed, newest first.",
        footer = {"  kspec operators versions cert-manager", "  kspec operators versions cert-manager -o wide", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:They are listed.",
            "2:Wrong usage, or there is none of this name.",
            "3:The server cannot be asked."
        })
final class ListVersions implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The operator.")
    private String name = "";

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    ListVersions(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return answer.one(
                server -> server.get(Address.of("operators", name, "versions")),
                Operator.Versions.class,
                OperatorText::versions,
                terminal);
    }
}
