package io.kspec.kube.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.managed.ServedWidgets;
import io.kspec.kube.managed.Widgets;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("apiserver")
final class ManagerRightsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SYSTEM = "kspec-system";
    private static final String GROUP = "rights.example.org";

    private static LocalKubernetes cluster;
    private static ApiCalls admin;
    private static ServedWidgets served;
    private static KubernetesClient client;
    private static ApiCalls manager;

    @BeforeAll
    static void start() throws IOException {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        admin = new ApiCalls(cluster.client(), SOON);
        served = ServedWidgets.in(admin, GROUP, Map.of("size", "integer"));
        served.create("precious", "{}");
        ManagerRights.objects(SYSTEM, List.of(GROUP)).forEach(ManagerRightsIT::create);
        client = ManagedClients.withToken(accepted(), minted(Duration.ofMinutes(10)), SOON);
        manager = new ApiCalls(client, SOON);
    }

    @AfterAll
    static void close() {
        client.close();
        cluster.close();
    }

    @Test
    void aTokenIsMintedForTheTimeThatIsAskedFor() {
        MintedToken token = minted(Duration.ofMinutes(20));
        assertThat(Duration.between(Instant.now(), token.expiresAt()))
                .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(21));
        assertThat(token.toString()).doesNotContain(token.token());
        assertThat(new ServiceAccountTokens(admin).mint(SYSTEM, "nobody", Duration.ofMinutes(20)))
                .isInstanceOf(Reading.Unknown.class);
    }

    @Test
    void theManagerMintsTokensForItselfOnly() {
        assertThat(new ServiceAccountTokens(manager).mint(SYSTEM, ManagerRights.NAME, Duration.ofMinutes(10)))
                .isInstanceOf(Reading.Known.class);
        ServedWidgets.done(
                admin.send(
                        Call.post(
                                "/api/v1/namespaces/default/serviceaccounts",
                                Widgets.json(
                                        "{\"apiVersion\": \"v1\", \"kind\": \"ServiceAccount\", \"metadata\": {\"name\": \"other\"}}"))));
        assertThat(new ServiceAccountTokens(manager).mint("default", "other", Duration.ofMinutes(10)))
                .isEqualTo(new Reading.Unknown<>(
                        new Failure.Forbidden("create", "serviceaccounts/token", "namespace default")));
    }

    @Test
    void neitherADefinitionNorACustomResourceCanBeDeleted() {
        String definition = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets." + GROUP;
        for (String path : List.of(
                definition,
                served.widgets().path("v1") + "/precious",
                served.widgets().path("v1"))) {
            assertThat(manager.send(Call.delete(path, Widgets.json("{}"))))
                    .isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(refused.code())
                            .isEqualTo(403));
        }
        assertThat(manager.send(Call.merge(
                        served.widgets().path("v1") + "/precious", Widgets.json("{\"spec\": {\"size\": 2}}"), "kspec")))
                .isInstanceOf(Answer.Done.class);
    }

    @Test
    void rolesThatGrantMoreThanTheManagerHasCanBeInstalled() {
        ObjectNode role = Widgets.json("""
                {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "of-an-operator"},
                 "rules": [{"apiGroups": ["rights.example.org"], "resources": ["widgets"], "verbs": ["delete"]}]}
                """);
        assertThat(manager.send(Call.post("/apis/rbac.authorization.k8s.io/v1/clusterroles", role)))
                .isInstanceOf(Answer.Done.class);
    }

    private static KubeconfigInspection.Accepted accepted() throws IOException {
        var limits = new KubeconfigLimits(true, _ -> List.of());
        return (KubeconfigInspection.Accepted) KubeconfigInspection.of(Files.readString(cluster.kubeconfig()), limits);
    }

    private static MintedToken minted(Duration lifetime) {
        return switch (new ServiceAccountTokens(admin).mint(SYSTEM, ManagerRights.NAME, lifetime)) {
            case Reading.Known<MintedToken> known -> known.value();
            case Reading.Unknown<MintedToken> unknown ->
                throw new AssertionError(unknown.why().sentence());
        };
    }

    private static void create(ObjectNode object) {
        String path =
                switch (object.path("kind").asText()) {
                    case "Namespace" -> "/api/v1/namespaces";
                    case "ServiceAccount" -> "/api/v1/namespaces/%s/serviceaccounts".formatted(SYSTEM);
                    case "ClusterRole" -> "/apis/rbac.authorization.k8s.io/v1/clusterroles";
                    case "ClusterRoleBinding" -> "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
                    default -> throw new AssertionError(object);
                };
        ServedWidgets.done(admin.send(Call.post(path, object)));
    }
}
