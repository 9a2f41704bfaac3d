package io.kspec.cli.server.clusters;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.failure.Failure;
import io.kspec.kube.connect.Access;
import io.kspec.kube.connect.Clusters;
import io.kspec.kube.connect.Connection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options about the account that the server gets in a cluster, and about who makes it there.
final class AccountOptions {
    private static final String NAMESPACE = "kspec-manager";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Where the context is. Default: the files of KUBECONFIG, else ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = NAMESPACE,
            description = "Where the account is made.")
    private String namespace = NAMESPACE;

    @Option(
            names = "--group",
            paramLabel = "API-GROUP",
            split = ",",
            description = "A group of custom resources that operators may be given back: cert-manager.io. Repeatable.")
    private SequencedSet<String> groups = new LinkedHashSet<>();

    @Option(
            names = "--api-server",
            paramLabel = "URL",
            description = "The API server as the kspec server reaches it. Default: as the context does.")
    private @Nullable URI apiServer;

    /// A cluster in which an account can be made. Close it.
    record Target(KubernetesClient client, String context, ClusterAccount account) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
        }
    }

    /// Whether any of them was set.
    boolean given() {
        return kubeconfig != null || apiServer != null || !groups.isEmpty() || !namespace.equals(NAMESPACE);
    }

    /// @param context empty for the current one
    Step<Target> open(Optional<String> context, Terminal terminal) {
        var access =
                new Access(Optional.ofNullable(kubeconfig), context, PATIENCE, terminal.environment(), terminal.home());
        return switch (Clusters.connect(access)) {
            case Connection.Ready ready ->
                Step.next(new Target(
                        ready.client(),
                        ready.context(),
                        new ClusterAccount(ready.client(), namespace, groups, Optional.ofNullable(apiServer))));
            case Connection.Misnamed(Failure why) -> Step.stop(ExitCode.USAGE, why.sentence());
            case Connection.Missing(Failure why) -> Step.stop(ExitCode.NOT_EVALUATED, why.sentence());
        };
    }
}
