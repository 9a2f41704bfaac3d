package io.kspec.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.operator.uninstall.Uninstall;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// What the chart's hook runs before the release is deleted, under an account that may do nothing else.
@Command(
        name = "uninstall",
        mixinStandardHelpOptions = true,
        description = {
            "Stops the operator and takes away what would block the cluster without it: registrations, generated"
                    + " policies, finalizers, certificates and its Lease. Definitions and objects stay.",
            "May be run again. Exit code 1: a step failed; its line says which."
        })
final class UninstallCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @ParentCommand
    private @Nullable Main operator;

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = "--namespace",
            defaultValue = "kspec-system",
            description = "The operator's namespace; default: ${DEFAULT-VALUE}.")
    private String namespace = "kspec-system";

    @Override
    public Integer call() throws InterruptedException {
        var out = Objects.requireNonNull(command).commandLine().getOut();
        try (KubernetesClient client = client()) {
            return new Uninstall(client, namespace, PATIENCE, Clock.systemUTC(), line -> {
                                        out.println(line);
                                        out.flush();
                                    })
                                    .run()
                            == 0
                    ? 0
                    : 1;
        }
    }

    /// Fails soon where the API server is away: every step would wait for minutes else, and the hook has five.
    private KubernetesClient client() {
        try (KubernetesClient patient = Objects.requireNonNull(operator).client()) {
            Config config = new ConfigBuilder(patient.getConfiguration())
                    .withRequestRetryBackoffLimit(2)
                    .build();
            return new KubernetesClientBuilder().withConfig(config).build();
        }
    }
}
