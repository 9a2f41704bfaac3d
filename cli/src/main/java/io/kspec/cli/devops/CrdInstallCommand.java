package io.kspec.cli.devops;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.failure.Failure;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "install",
        header = "Install the kind DevOpsPolicy, or bring it up to date.",
        description = {"", "Where it stands as it should, nothing changes.", ""},
        footer = {"  kspec devops crd install --context staging", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The kind is served.", "2:Wrong usage.", "3:It could not be installed."})
final class CrdInstallCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    CrdInstallCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.end(terminal);
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value()) {
                    yield install(cluster);
                }
            }
        };
    }

    private int install(OpenCluster cluster) {
        Optional<Failure> failure = cluster.installDevOps();
        failure.ifPresent(why -> terminal.complain(why.sentence()));
        if (failure.isPresent()) {
            return ExitCode.NOT_EVALUATED.code();
        }
        terminal.out().println("devopspolicies.devops.stochastic.io is installed and served by " + cluster.server());
        return ExitCode.OK.code();
    }
}
