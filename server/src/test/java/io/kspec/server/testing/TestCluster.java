package io.kspec.server.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.kspec.kube.access.ManagerRights;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A real cluster for the server to manage: an API server with the manager's service account.
public final class TestCluster implements AutoCloseable {
    private static final String SYSTEM = "kspec-system";
    private static final Map<String, String> PATHS = Map.of(
            "Namespace", "/api/v1/namespaces",
            "ServiceAccount", "/api/v1/namespaces/" + SYSTEM + "/serviceaccounts",
            "ClusterRole", "/apis/rbac.authorization.k8s.io/v1/clusterroles",
            "ClusterRoleBinding", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings");

    private final LocalKubernetes kubernetes;

    private TestCluster(LocalKubernetes kubernetes) {
        this.kubernetes = kubernetes;
    }

    public static TestCluster start() {
        return start(LocalOptions.apiServerOnly());
    }

    public static TestCluster start(LocalOptions options) {
        var cluster = new TestCluster(LocalKubernetes.start(options, Progress.silent()));
        ManagerRights.objects(SYSTEM, List.of("example.org", "sample.kspec.io")).forEach(cluster::create);
        return cluster;
    }

    private void create(ObjectNode object) {
        String path = PATHS.get(object.path("kind").asText());
        if (new ApiCalls(kubernetes.client(), Duration.ofSeconds(30)).send(Call.post(path, object))
                instanceof Answer.Refused refused) {
            throw new AssertionError(refused.why().sentence());
        }
    }

    public LocalKubernetes kubernetes() {
        return kubernetes;
    }

    /// A node whose condition Ready has this status.
    public void node(String name, String ready) {
        var nodes = kubernetes.client().nodes();
        nodes.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        nodes.withName(name).editStatus(node -> new NodeBuilder(node)
                .editOrNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus()
                .build());
    }

    /// In base64: of the manager's account.
    public String manager() {
        return base64(text(kubernetes.kubeconfigFor(SYSTEM, ManagerRights.NAME)));
    }

    /// In base64: of somebody who may do everything and is no service account.
    public String admin() {
        return base64(text(kubernetes.kubeconfig()));
    }

    /// The text of a kubeconfig in base64.
    public static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        kubernetes.close();
    }
}
