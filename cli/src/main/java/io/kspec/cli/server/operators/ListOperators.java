package io.kspec.cli.server.operators;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.answer.LimitOption;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        header = "List the operators.",
        footer = {
            "  kspec operators list",
            "  kspec operators list --has-update -o json",
            "  kspec operators list -l criticality=critical -o wide",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:They are listed.", "2:Wrong usage.", "3:The server cannot be asked."})
final class ListOperators implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Only those of this namespace.")
    private @Nullable String namespace;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "KEY=VALUE",
            description = "Only those with this label. Repeatable; all must fit.")
    private List<String> labels = new ArrayList<>();

    @Option(names = "--has-update", description = "Only those with a newer version. Off by default.")
    private boolean hasUpdate;

    @Mixin
    private LimitOption limit = new LimitOption();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    ListOperators(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Address operators = Address.of("operators")
                .with("namespace", Optional.ofNullable(namespace))
                .withEach("label", labels)
                .with("hasUpdate", hasUpdate ? Optional.of("true") : Optional.empty());
        return answer.many(
                server -> server.list(operators, "operators", limit.most()),
                Operator.class,
                (all, wide) -> OperatorText.table(all, wide, terminal.clock().instant()),
                terminal);
    }
}
