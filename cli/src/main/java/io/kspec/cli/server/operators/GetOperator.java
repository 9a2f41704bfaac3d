package io.kspec.cli.server.operators;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        header = "Show one operator: its chart, its values, where it runs.",
        footer = {"  kspec operators get cert-manager", "  kspec operators get cert-manager -o yaml", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is shown.",
            "2:Wrong usage, or there is none of this name.",
            "3:The server cannot be asked."
        })
final class GetOperator implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The operator.")
    private String name = "";

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    GetOperator(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return answer.one(
                server -> server.get(Address.of("operators", name)),
                Operator.class,
                (operator, _) -> OperatorText.sheet(operator, terminal.clock().instant()),
                terminal);
    }
}
