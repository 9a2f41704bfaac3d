package io.kspec.bench.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Resources;
import io.kspec.bench.Settings;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An API server on this machine, and a kspec operator that holds the production example in force there.
public final class GuardedCluster implements AutoCloseable {
    /// The specification in force, as a path within the checkout.
    public static final String SPECIFICATION = "examples/production-cluster.yaml";

    /// Where it stands on the API server.
    public static final String SPECIFICATION_PATH = "/apis/kspec.io/v1alpha1/clusterspecifications/production-cluster";

    static final String NAMESPACE = "shop";
    private static final String OPERATORS_NAMESPACE = "kspec-system";
    static final String ENTRY = "enforce.kspec.io";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LocalKubernetes cluster;
    private final OperatorProcess operator;
    private final Api api;

    private GuardedCluster(LocalKubernetes cluster, OperatorProcess operator) {
        this.cluster = cluster;
        this.operator = operator;
        this.api = new Api(cluster.client());
    }

    /// Where reviews of workloads are answered.
    ///
    /// @param authority PEM of who vouches for it
    public record Door(URI url, String authority) {}

    /// Returns when the bad pod is refused.
    public static GuardedCluster open(Settings settings, OperatorProcess.Launch launch, Consumer<String> progress)
            throws InterruptedException {
        return open(settings, launch, _ -> {}, progress);
    }

    /// Returns when the bad pod is refused.
    ///
    /// @param before fills the cluster before the operator starts
    public static GuardedCluster open(
            Settings settings, OperatorProcess.Launch launch, Consumer<Api> before, Consumer<String> progress)
            throws InterruptedException {
        progress.accept("starting an API server");
        LocalKubernetes cluster =
                LocalKubernetes.start(LocalOptions.apiServerOnly(), step -> progress.accept("  " + step));
        try {
            for (String name : List.of(NAMESPACE, OPERATORS_NAMESPACE)) {
                var namespace =
                        new NamespaceBuilder().withNewMetadata().withName(name).endMetadata();
                cluster.client().resource(namespace.build()).create();
            }
            before.accept(new Api(cluster.client()));
            progress.accept("starting the operator");
            Path log = cluster.directory().resolve("operator.log");
            var guarded = new GuardedCluster(
                    cluster, OperatorProcess.start(settings.home(), cluster.kubeconfig(), log, launch));
            try {
                guarded.declare(settings.home().resolve(SPECIFICATION));
                return guarded;
            } catch (RuntimeException | InterruptedException failed) {
                guarded.operator.close();
                throw failed;
            }
        } catch (RuntimeException | InterruptedException failed) {
            cluster.close();
            throw failed;
        }
    }

    private void declare(Path file) throws InterruptedException {
        Until.so(PATIENCE, "registration by the operator", () -> {
            operator.requireAlive();
            return api.registration().ok();
        });
        client().resource(client().getKubernetesSerialization().unmarshal(text(file), GenericKubernetesResource.class))
                .create();
        awaitRefusal(badPod());
    }

    private void awaitRefusal(String pod) throws InterruptedException {
        var last = new AtomicReference<@Nullable ApiAnswer>();
        try {
            Until.so(PATIENCE, "refusal of a privileged pod", () -> {
                operator.requireAlive();
                ApiAnswer answer = api.dryRun(pod);
                last.set(answer);
                return answer.refusedByKspec();
            });
        } catch (BenchmarkFailed late) {
            throw new BenchmarkFailed("%s; the last answer was %s, the end of the operator's log:%n%s"
                    .formatted(late.getMessage(), last.get(), operator.lastWords()));
        }
    }

    public Api api() {
        return api;
    }

    /// Starts one more operator on the same cluster.
    public OperatorProcess another(Settings settings, String name, OperatorProcess.Launch launch) {
        return OperatorProcess.start(
                settings.home(), cluster.kubeconfig(), cluster.directory().resolve(name + ".log"), launch);
    }

    public OperatorProcess operator() {
        return operator;
    }

    /// A pod of four containers that the specification admits.
    public static ObjectNode compliantPod() {
        return Serialization.unmarshal(Resources.text(GuardedCluster.class, "pod.yaml"), ObjectNode.class);
    }

    /// The same pod with one privileged container, as JSON.
    public static String badPod() {
        ObjectNode pod = compliantPod();
        ObjectNode confinement = (ObjectNode) pod.at("/spec/containers/0/securityContext");
        confinement.put("privileged", true).remove("allowPrivilegeEscalation"); // both are no valid pod
        return pod.toString();
    }

    public String kubernetesVersion() {
        return client().getKubernetesVersion().getGitVersion();
    }

    /// As the API server knows it.
    public Door door() {
        for (JsonNode entry : api.registration().body().path("webhooks")) {
            if (entry.path("name").asText().equals(ENTRY)) {
                JsonNode access = entry.path("clientConfig");
                byte[] authority =
                        Base64.getDecoder().decode(access.path("caBundle").asText());
                return new Door(
                        URI.create(access.path("url").asText()), new String(authority, StandardCharsets.US_ASCII));
            }
        }
        throw new IllegalStateException("the registration has no entry " + ENTRY);
    }

    /// Tells an object whenever it is created or changed, and once now.
    public Watch watch(String apiVersion, String kind, String name, Consumer<JsonNode> seen) {
        return client().genericKubernetesResources(apiVersion, kind)
                .withName(name)
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, GenericKubernetesResource object) {
                        if (action == Action.ADDED || action == Action.MODIFIED) {
                            seen.accept(client().getKubernetesSerialization().convertValue(object, JsonNode.class));
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        // nothing more is told; whoever waits for it has limits of their own
                    }
                });
    }

    private KubernetesClient client() {
        return cluster.client();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the specification could not be read", unreadable);
        }
    }

    @Override
    public void close() {
        operator.close();
        cluster.close();
    }
}
