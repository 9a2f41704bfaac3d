package io.kspec.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.kube.resource.Crds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The operator's process.
@Command(
        name = "kspec operator",
        mixinStandardHelpOptions = true,
        version = "kspec 0.1.0-SNAPSHOT",
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = CrdsCommand.class,
        description = "Runs the kspec operator until it is stopped.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  kspec operator --kubeconfig ~/.kube/config --webhook-url https://127.0.0.1 --webhook-port 0",
            "  kspec operator --enable-webhooks=false --interval 1m"
        })
public final class Main implements Callable<Integer> {
    @Option(
            names = "--kubeconfig",
            description = "Kubeconfig file; default: KUBECONFIG, ~/.kube/config, then in-cluster.")
    private @Nullable Path kubeconfig;

    @Option(names = "--context", description = "Context of the kubeconfig; default: its current one.")
    private @Nullable String context;

    @Option(
            names = "--namespace",
            defaultValue = "kspec-system",
            description = "Own namespace; default: ${DEFAULT-VALUE}.")
    private String namespace = "kspec-system";

    @Option(
            names = "--enable-webhooks",
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            description = "Serve and register admission; default: ${DEFAULT-VALUE}.")
    private boolean webhooks = true;

    @Option(
            names = "--webhook-host",
            defaultValue = "0.0.0.0",
            description = "Address that admission listens on; default: ${DEFAULT-VALUE}.")
    private String webhookHost = "0.0.0.0";

    @Option(
            names = "--webhook-port",
            defaultValue = "9443",
            description = "Port of admission, 0 for a free one; default: ${DEFAULT-VALUE}.")
    private int webhookPort = 9443;

    @Option(names = "--webhook-url", description = "Register this base URL (the port is added) instead of the Service.")
    private @Nullable String webhookUrl;

    @Option(names = "--exempt-namespace", description = "A further namespace that admission leaves alone; repeatable.")
    private List<String> exempt = List.of();

    @Option(
            names = "--interval",
            defaultValue = "5m",
            converter = IntervalConverter.class,
            description = "Time between scans; default: ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofMinutes(5);

    @Option(
            names = "--retention",
            defaultValue = "30",
            description = "Reports kept per specification and kind; default: ${DEFAULT-VALUE}.")
    private int retention = 30;

    @Option(
            names = "--health-port",
            defaultValue = "8081",
            description = "Port of /healthz and /readyz; default: ${DEFAULT-VALUE}.")
    private int healthPort = 8081;

    @Option(
            names = "--trusted-applier",
            paramLabel = "USER",
            description = "A user who may state another's approval of an exemption, for example the account of a"
                    + " GitOps controller; repeatable. Default: nobody.")
    private List<String> trustedAppliers = List.of();

    @Option(names = "--install-crds", description = "Install or update kspec's own kinds first.")
    private boolean installCrds;

    @Option(
            names = "--stop-with-stdin",
            hidden = true,
            description = "Stop when standard input closes, as it does when a parent ends.")
    private boolean stopWithStdin;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (KubernetesClient client = client()) {
            if (installCrds) {
                Crds.install(client);
            }
            var program = new OperatorProgram(client, options(), Clock.systemUTC());
            var stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                program.close();
                stopped.countDown();
            }));
            if (stopWithStdin) {
                Thread.ofPlatform().daemon().name("standard input").start(Main::exitWithStdin);
            }
            stopped.await();
        }
        return 0;
    }

    private static void exitWithStdin() {
        try {
            while (System.in.read() >= 0) {
                // whatever is written is of no interest
            }
        } catch (IOException closed) {
            // the same as its end
        }
        System.exit(0);
    }

    private OperatorOptions options() {
        return new OperatorOptions(
                namespace,
                webhooks,
                webhookHost,
                webhookPort,
                Optional.ofNullable(webhookUrl),
                Set.copyOf(exempt),
                interval,
                retention,
                healthPort,
                Set.copyOf(trustedAppliers));
    }

    KubernetesClient client() {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }

    private Config config() {
        if (kubeconfig == null) {
            return Config.autoConfigure(context);
        }
        if (!Files.isReadable(kubeconfig)) {
            throw new ParameterException(
                    new CommandLine(this),
                    "--kubeconfig %s cannot be read. Name an existing file, or leave the option out."
                            .formatted(kubeconfig));
        }
        return Config.fromKubeconfig(context, kubeconfig.toFile());
    }
}
