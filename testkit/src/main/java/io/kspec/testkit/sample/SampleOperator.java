package io.kspec.testkit.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.kspec.local.kubelet.ImageProgram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The sample operator's program, as it runs in a pod.
///
/// It elects a leader by the Lease `sample-operator`; the leader looks after all widgets of the cluster. It is ready,
/// at `$POD_IP:8080/readyz`, whether it leads or not.
///
/// With `--webhook-store=`, a key store of [WebhookKeys], it judges widgets at `$POD_IP:9443/validate`.
///
/// **Arguments** `--version=`, `--environment=`, `--lease-namespace=`; with `--crash` it ends at once.
public final class SampleOperator {
    private static final int PORT = 8080;
    private static final int CRASHED = 3;
    private static final int LOST = 1;
    private static final Duration LEASE = Duration.ofSeconds(8);
    private static final Duration RENEW = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long RESYNC_MILLIS = 5_000;

    private SampleOperator() {}

    /// Runs until it is asked to end, or no longer leads.
    public static void main(String[] arguments) throws IOException {
        Map<String, String> flags = flags(arguments);
        if (flags.containsKey("crash")) {
            System.err.println("this version cannot work, and ends");
            System.exit(CRASHED);
        }
        KubernetesClient client = new KubernetesClientBuilder().build();
        if (flags.containsKey("webhook-store")) {
            var _ = WidgetWebhook.serve(
                    environment("POD_IP"),
                    Path.of(flags.getOrDefault("webhook-store", "")),
                    flags.getOrDefault("version", ""));
        }
        serve(environment("POD_IP"));
        lead(client, flags);
        System.out.println("began, version " + flags.get("version"));
    }

    /// What stands for the image on this machine.
    public static ImageProgram program() {
        return ImageProgram.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx96m",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                SampleOperator.class.getName());
    }

    private static void lead(KubernetesClient client, Map<String, String> flags) {
        String identity = "%s/%s".formatted(environment("POD_NAMESPACE"), environment("POD_NAME"));
        var reconciler = new WidgetReconciler(
                client, flags.getOrDefault("version", ""), flags.getOrDefault("environment", ""), identity);
        var elector = client.leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName("sample-operator")
                        .withLeaseDuration(LEASE)
                        .withRenewDeadline(RENEW)
                        .withRetryPeriod(RETRY)
                        .withReleaseOnCancel(true)
                        .withLock(new LeaseLock(
                                flags.getOrDefault("lease-namespace", "default"), "sample-operator", identity))
                        .withLeaderCallbacks(new LeaderCallbacks(
                                () -> watch(client, reconciler),
                                () -> Runtime.getRuntime().halt(LOST),
                                leader -> System.out.println("leader: " + leader)))
                        .build())
                .build();
        var election = elector.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> election.cancel(true), "hand over"));
    }

    private static void watch(KubernetesClient client, WidgetReconciler reconciler) {
        client.genericKubernetesResources(WidgetReconciler.WIDGETS)
                .inAnyNamespace()
                .inform(
                        new ResourceEventHandler<>() {
                            @Override
                            public void onAdd(GenericKubernetesResource widget) {
                                reconciler.reconcile(widget);
                            }

                            @Override
                            public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource widget) {
                                reconciler.reconcile(widget);
                            }

                            @Override
                            public void onDelete(GenericKubernetesResource widget, boolean unseen) {
                                // its child goes with it
                            }
                        },
                        RESYNC_MILLIS);
    }

    private static void serve(String address) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, PORT), 0);
        server.createContext("/readyz", SampleOperator::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Map<String, String> flags(String[] arguments) {
        var flags = new HashMap<String, String>();
        for (String argument : arguments) {
            String[] parts = argument.substring(2).split("=", 2);
            flags.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return flags;
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }
}
