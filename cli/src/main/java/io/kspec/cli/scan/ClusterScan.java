package io.kspec.cli.scan;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.spec.Compiling;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.spec.SpecificationChoice;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Slowly;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.Scan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Reads and judges a cluster.
final class ClusterScan {
    private final Terminal terminal;
    private final ClusterOptions options;
    private final Optional<String> namespace;
    private final Optional<Duration> timeout;

    ClusterScan(Terminal terminal, ClusterOptions options, Optional<String> namespace, Optional<Duration> timeout) {
        this.terminal = terminal;
        this.options = options;
        this.namespace = namespace;
        this.timeout = timeout;
    }

    /// A ClusterSpecification of the cluster, for judging something else by it.
    static Step<Specification> specification(ClusterOptions options, String name, Terminal terminal) {
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.retyped();
            case Step.Next<OpenCluster>(OpenCluster cluster) -> {
                try (cluster) {
                    yield SpecificationChoice.named(name, cluster.specifications(), cluster.templates());
                }
            }
        };
    }

    Step<Judged> judge(Function<OpenCluster, Step<Specification>> choice) {
        return switch (OpenCluster.open(options, namespace, terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.retyped();
            case Step.Next<OpenCluster>(OpenCluster cluster) -> {
                try (cluster;
                        var _ = Slowly.saying(terminal, "Reading " + cluster.server())) {
                    yield timeout.isPresent()
                            ? within(timeout.get(), () -> judge(cluster, choice))
                            : judge(cluster, choice);
                }
            }
        };
    }

    private Step<Judged> judge(OpenCluster cluster, Function<OpenCluster, Step<Specification>> choice) {
        return switch (choice.apply(cluster)) {
            case Step.Stop<Specification> stop -> stop.retyped();
            case Step.Next<Specification>(Specification specification) ->
                switch (Compiling.compiled(specification, terminal)) {
                    case Step.Stop<Rulebook> stop -> stop.retyped();
                    case Step.Next<Rulebook>(Rulebook rulebook) -> judge(cluster, specification, rulebook);
                };
        };
    }

    private Step<Judged> judge(OpenCluster cluster, Specification specification, Rulebook rulebook) {
        ClusterView view = cluster.read(Scan.reads(rulebook));
        if (view.version() instanceof Reading.Unknown<String>(Failure why)
                && (why instanceof Failure.Unreachable || why instanceof Failure.Unauthenticated)) {
            return Step.stop(ExitCode.NOT_EVALUATED, why.sentence());
        }
        boolean empty =
                rulebook.workloadRules().isEmpty() && rulebook.clusterRules().isEmpty();
        return Step.next(new Judged(
                Scan.cluster(rulebook, view, terminal.clock().instant()),
                specification.origin(),
                cluster.server(),
                Map.of(),
                false,
                empty));
    }

    /// Leaves work that is late behind: closing the cluster ends its request.
    private static Step<Judged> within(Duration limit, Callable<Step<Judged>> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("scan").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            return Step.stop(
                    ExitCode.TIMEOUT,
                    "the cluster was not read within %d ms. Raise --timeout, or judge one namespace with -n."
                            .formatted(limit.toMillis()));
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Step.stop(ExitCode.INTERRUPTED, "interrupted.");
        }
    }
}
