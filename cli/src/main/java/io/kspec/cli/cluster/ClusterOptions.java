package io.kspec.cli.cluster;

import io.kspec.cli.terminal.DurationConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which cluster is meant.
public final class ClusterOptions {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "The kubeconfig file. Default: those of KUBECONFIG, else ~/.kube/config, else the pod's account.")
    @Nullable
    Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig. Default: its current one.")
    @Nullable
    String context;

    @Option(
            names = "--request-timeout",
            paramLabel = "DURATION",
            defaultValue = "15s",
            converter = DurationConverter.class,
            description = "How long one request to the API server may take.")
    Duration requestTimeout = Duration.ofSeconds(15);

    public Optional<Path> kubeconfig() {
        return Optional.ofNullable(kubeconfig);
    }

    public Optional<String> context() {
        return Optional.ofNullable(context);
    }

    public Duration requestTimeout() {
        return requestTimeout;
    }
}
