package io.kspec.cli.server.clusters;

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
        header = "List the clusters.",
        footer = {
            "  kspec clusters list",
            "  kspec clusters list --environment production --health Unhealthy",
            "  kspec clusters list -l region=eu -o json",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:They are listed.", "2:Wrong usage.", "3:The server cannot be asked."})
final class ListClusters implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--environment", paramLabel = "NAME", description = "Only development, staging or production.")
    private @Nullable Environment environment;

    @Option(names = "--health", paramLabel = "HEALTH", description = "Only Healthy, Degraded, Unhealthy or Unknown.")
    private @Nullable String health;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "KEY=VALUE",
            description = "Only those with this label. Repeatable; all must fit.")
    private List<String> labels = new ArrayList<>();

    @Mixin
    private LimitOption limit = new LimitOption();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    ListClusters(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Address clusters = Address.of("clusters")
                .with("environment", Optional.ofNullable(environment).map(Environment::wire))
                .with("healthStatus", Optional.ofNullable(health))
                .withEach("label", labels);
        return answer.many(
                server -> server.list(clusters, "clusters", limit.most()),
                Cluster.class,
                (all, wide) -> ClusterText.table(all, wide, terminal.clock().instant()),
                terminal);
    }
}
