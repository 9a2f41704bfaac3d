package io.kspec.cli.server.deployments;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.answer.LimitOption;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        header = "List deployments, those that ended too.",
        footer = {
            "  kspec deployments list",
            "  kspec deployments list --operator cert-manager --status Failed -o wide",
            "  kspec deployments list -o json --limit 500",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:They are listed.", "2:Wrong usage.", "3:The server cannot be asked."})
final class ListDeployments implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--operator", paramLabel = "NAME", description = "Only those of this operator.")
    private @Nullable String operator;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description =
                    "Only Planning, Deploying, Validating, Completed, RollingBack, RolledBack, Failed, Cancelled.")
    private @Nullable String status;

    @Option(names = "--by", paramLabel = "NAME", description = "Only those that this person started.")
    private @Nullable String by;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            converter = Strategy.Converter.class,
            completionCandidates = StrategyOptions.Words.class,
            description = "Only those by this strategy.")
    private @Nullable Strategy strategy;

    @Mixin
    private LimitOption limit = new LimitOption();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    ListDeployments(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Address deployments = Address.of("deployments")
                .with("operatorName", Optional.ofNullable(operator))
                .with("status", Optional.ofNullable(status))
                .with("initiatedBy", Optional.ofNullable(by))
                .with("strategy", Optional.ofNullable(strategy).map(Strategy::wire));
        return answer.many(
                server -> server.list(deployments, "deployments", limit.most()),
                Deployment.class,
                (all, wide) -> DeploymentText.table(all, wide, terminal.clock().instant()),
                terminal);
    }
}
