package io.kspec.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.kube.connect.LeanSerialization;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.write.WriteWatch;
import io.kspec.operator.audit.AuditLog;
import io.kspec.operator.audit.AuditRecord;
import io.kspec.operator.log.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/// The operator's process.
@Command(
        name = "kspec operator",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = {CrdsCommand.class, ReconcileCommand.class, UninstallCommand.class},
        description = "Runs the kspec operator until it is stopped.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  kspec operator --kubeconfig ~/.kube/config --webhook-url https://127.0.0.1 --webhook-port 0",
            "  kspec operator --enable-webhooks=false --interval 1m"
        })
public final class Main implements Callable<Integer> {
    @Option(
            names = "--kubeconfig",
            scope = ScopeType.INHERIT,
            description = "Kubeconfig file; default: KUBECONFIG, ~/.kube/config, then in-cluster.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            scope = ScopeType.INHERIT,
            description = "Context of the kubeconfig; default: its current one.")
    private @Nullable String context;

    @Mixin
    private OperatorFlags flags = new OperatorFlags();

    @Option(names = "--install-crds", description = "Install or update kspec's own kinds first.")
    private boolean installCrds;

    @Option(
            names = "--stop-with-stdin",
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Stop when standard input closes, as it does when a parent ends.")
    private boolean stopWithStdin;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The whole command, as a process would run it.
    public static CommandLine commandLine() {
        return OperatorFlags.commandLine(new Main());
    }

    @Override
    public Integer call() throws InterruptedException {
        OperatorOptions options = flags.options();
        Logs.set(options.logs(), Observation.version());
        var audit = new AuditLog(OperatorProgram.AUDIT_SOURCE, Clock.systemUTC());
        try (KubernetesClient client = client(audit)) {
            if (installCrds) {
                Crds.install(client);
            }
            var program = new OperatorProgram(client, options, Clock.systemUTC(), audit);
            untilStopped(() -> {}, () -> {
                program.drain(options.drain());
                program.close();
            });
        }
        return 0;
    }

    /// Waits for SIGTERM, Ctrl+C or the end of standard input, and then stops what runs.
    ///
    /// @param waiting told that a stop from now on is a clean one
    void untilStopped(Runnable waiting, Runnable stop) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.run();
            stopped.countDown();
        }));
        waiting.run();
        if (stopWithStdin) {
            Thread.ofPlatform().daemon().name("standard input").start(Main::exitWithStdin);
        }
        stopped.await();
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

    KubernetesClient client() {
        return LeanSerialization.client(config());
    }

    /// Every write through this client is audited, whoever makes it.
    private KubernetesClient client(AuditLog audit) {
        var watch = new WriteWatch(written -> audit.add(AuditRecord.of(
                AuditRecord.Act.WROTE,
                written.subject(),
                "verb",
                written.verb(),
                "outcome",
                written.succeeded() ? "done" : written.code() == 0 ? "no answer" : "refused",
                "code",
                Integer.toString(written.code()))));
        return new KubernetesClientBuilder()
                .withConfig(config())
                .withKubernetesSerialization(LeanSerialization.create())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor(WriteWatch.NAME, watch))
                .build();
    }

    /// Reads the version from the jar.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"kspec " + Observation.version()};
        }
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
