package io.kspec.cli.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.pause.PauseSwitch;
import io.kspec.kube.write.Outcome;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where the pause of a cluster is found.
final class PauseAccess {
    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "kspec-system",
            description = "The operator's namespace.")
    private String namespace = "kspec-system";

    /// Opens the cluster, reads what stands there, and hands both on.
    int with(Terminal terminal, BiFunction<PauseSwitch, Optional<ObjectNode>, ExitCode> then) {
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.end(terminal);
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value()) {
                    PauseSwitch pauses = cluster.pauses(namespace);
                    yield switch (pauses.current()) {
                        case Reading.Unknown<Optional<ObjectNode>> unread -> {
                            terminal.complain(unread.why().sentence());
                            yield ExitCode.NOT_EVALUATED.code();
                        }
                        case Reading.Known<Optional<ObjectNode>> read ->
                            then.apply(pauses, read.value()).code();
                    };
                }
            }
        };
    }

    /// Says what became of a write.
    static ExitCode said(Outcome outcome, String done, Terminal terminal) {
        return switch (outcome) {
            case Outcome.Done _ -> {
                terminal.out().println(done);
                yield ExitCode.OK;
            }
            case Outcome.Outdated _ -> {
                terminal.complain("somebody else was faster. Look with kspec webhook status, then try again.");
                yield ExitCode.REFUSED;
            }
            case Outcome.Refused refused -> {
                terminal.complain(refused.why().sentence());
                yield ExitCode.REFUSED;
            }
        };
    }
}
