package io.kspec.cli.devops;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Reading;
import io.kspec.core.cluster.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        header = "Try whether a cluster can be reached and read.",
        footer = {"  kspec devops check --context staging", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Everything could be read.", "2:Wrong usage.", "3:Something could not be read."})
final class CheckCommand implements Callable<Integer> {
    private static final List<Resource> READS = List.of(Resource.PODS, Resource.NODES);

    private final Terminal terminal;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.end(terminal);
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value()) {
                    yield print(cluster.server(), cluster.read(Set.copyOf(READS)));
                }
            }
        };
    }

    private int print(String server, ClusterView cluster) {
        boolean whole =
                switch (cluster.version()) {
                    case Reading.Known<String> known -> {
                        terminal.out().println("ok      %s is Kubernetes %s".formatted(server, known.value()));
                        yield true;
                    }
                    case Reading.Unknown<String> unknown -> {
                        terminal.out().println("failed  " + unknown.why().sentence());
                        yield false;
                    }
                };
        for (Resource resource : READS) {
            Listing listing = cluster.list(resource);
            whole &= listing.gaps().isEmpty();
            terminal.out()
                    .println(
                            listing.gaps().isEmpty()
                                    ? "ok      %d %s".formatted(listing.items().size(), resource.plural())
                                    : "failed  " + listing.gaps().getFirst().sentence());
        }
        return whole ? ExitCode.OK.code() : ExitCode.NOT_EVALUATED.code();
    }
}
