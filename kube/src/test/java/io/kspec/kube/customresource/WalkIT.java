package io.kspec.kube.customresource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.managed.ServedWidgets;
import io.kspec.kube.managed.Widgets;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("apiserver")
final class WalkIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Map<String, String> NOTE = Map.of("note", "string");

    private static LocalKubernetes cluster;
    private static ApiCalls calls;

    @BeforeAll
    static void start() {
        LocalOptions options = LocalOptions.apiServerOnly().withApiServerArguments("--etcd-compaction-interval=500ms");
        cluster = LocalKubernetes.start(options, Progress.silent());
        calls = new ApiCalls(cluster.client(), SOON);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void everyObjectIsShownOnceAcrossPages() {
        ServedWidgets served = ServedWidgets.in(calls, "many.example.org", NOTE);
        served.createMany(1_001, "{}");
        var shown = new Shown();
        assertThat(walk(served, shown, WalkLimits.generous())).isInstanceOfSatisfying(Walk.Complete.class, complete -> {
            assertThat(complete.objects()).isEqualTo(1_001);
            assertThat(complete.resourceVersion()).isNotEqualTo("0");
        });
        assertThat(shown.names).hasSize(1_001).doesNotHaveDuplicates().startsWith("default/w00000");
        assertThat(shown.last.path("kind").asText()).isEqualTo("Widget");
        assertThat(shown.last.path("apiVersion").asText()).isEqualTo("many.example.org/v1");
    }

    @Test
    void objectsThatFillMemoryComeInSmallerPages() {
        ServedWidgets served = ServedWidgets.in(calls, "large.example.org", NOTE);
        served.createMany(180, "{\"note\": \"%s\"}".formatted("x".repeat(100_000)));
        var shown = new Shown();
        assertThat(walk(served, shown, WalkLimits.generous())).isInstanceOf(Walk.Complete.class);
        assertThat(shown.names).hasSize(180).doesNotHaveDuplicates();
    }

    @Test
    void aListWhoseBeginningIsForgottenIsReadOn() {
        ServedWidgets served = ServedWidgets.in(calls, "forgotten.example.org", NOTE);
        served.createMany(1_001, "{}");
        var shown = new Shown() {
            @Override
            public void visit(ObjectNode object) {
                super.visit(object);
                if (names.size() == 1) {
                    forgetWhatIsListed(served);
                }
            }
        };
        assertThat(walk(served, shown, WalkLimits.generous())).isInstanceOf(Walk.Complete.class);
        assertThat(shown.names).hasSize(1_001).doesNotHaveDuplicates();
        assertThat(shown.begun).isEqualTo(1);
    }

    @Test
    void aWalkEndsAtItsLimits() {
        ServedWidgets served = ServedWidgets.in(calls, "limited.example.org", NOTE);
        served.createMany(600, "{}");
        assertThat(walk(served, new Shown(), new WalkLimits(1_000, SOON)))
                .isInstanceOfSatisfying(Walk.Partial.class, partial -> {
                    assertThat(partial.objects()).isEqualTo(500);
                    assertThat(partial.gaps()).singleElement().satisfies(gap -> assertThat(gap.sentence())
                            .contains("1000 bytes"));
                });
        assertThat(walk(served, new Shown(), new WalkLimits(1_000_000, Duration.ZERO)))
                .isInstanceOfSatisfying(Walk.Partial.class, partial -> assertThat(partial.objects())
                        .isZero());
    }

    @Test
    void whatANamespaceHidesIsAGap() {
        ServedWidgets served = ServedWidgets.in(calls, "hidden.example.org", NOTE);
        served.create("seen", "{}");
        apply(RIGHTS);
        try (KubernetesClient someone = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(
                        cluster.kubeconfigFor("default", "reader").toFile()))
                .build()) {
            var shown = new Shown();
            Walk walk = new CustomResources(new ApiCalls(someone, SOON), new RequestPace(20), WalkLimits.generous())
                    .walk(StoredKind.of(served.definition()).orElseThrow(), shown);
            assertThat(walk).isInstanceOfSatisfying(Walk.Partial.class, partial -> {
                assertThat(partial.objects()).isEqualTo(1);
                assertThat(partial.gaps())
                        .contains(new Failure.Forbidden("list", "widgets.hidden.example.org", "namespace kube-system"));
            });
            assertThat(shown.names).containsExactly("default/seen");
        }
    }

    @Test
    void aKindThatIsNotServedIsUnread() {
        var kind = new StoredKind("nobodys.example.org", "v1", "Widget", "widgets", true, false);
        assertThat(new CustomResources(calls, new RequestPace(20), WalkLimits.generous()).walk(kind, new Shown()))
                .isInstanceOf(Walk.Unread.class);
    }

    private static Walk walk(ServedWidgets served, Visitor visitor, WalkLimits limits) {
        return new CustomResources(calls, new RequestPace(20), limits)
                .walk(StoredKind.of(served.definition()).orElseThrow(), visitor);
    }

    /// Returns when the API server no longer remembers what it listed before.
    private static void forgetWhatIsListed(ServedWidgets served) {
        String path = served.widgets().path("v1");
        String token = ServedWidgets.done(calls.send(Call.get(path + "?limit=1")))
                .at("/metadata/continue")
                .asText();
        String next = "%s?limit=1&continue=%s".formatted(path, URLEncoder.encode(token, StandardCharsets.UTF_8));
        await().atMost(SOON).until(() -> {
            served.merge("w00000", "{\"spec\": {\"note\": \"%d\"}}".formatted(System.nanoTime()));
            return calls.send(Call.get(next)) instanceof Answer.Refused refused && refused.code() == 410;
        });
    }

    private static void apply(String objects) {
        cluster.client()
                .load(new java.io.ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)))
                .inNamespace("default")
                .create();
    }

    private static class Shown implements Visitor {
        final List<String> names = new ArrayList<>();
        ObjectNode last = Widgets.json("{}");
        int begun;

        @Override
        public void begin() {
            names.clear();
            begun++;
        }

        @Override
        public void visit(ObjectNode object) {
            names.add(object.at("/metadata/namespace").asText() + "/"
                    + object.at("/metadata/name").asText());
            last = object;
        }
    }

    private static final String RIGHTS = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: reader}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: namespace-reader}
            rules: [{apiGroups: [""], resources: [namespaces], verbs: [list]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: namespace-reader}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: namespace-reader}
            subjects: [{kind: ServiceAccount, name: reader, namespace: default}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: widget-reader}
            rules: [{apiGroups: [hidden.example.org], resources: [widgets], verbs: [list]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: widget-reader}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: widget-reader}
            subjects: [{kind: ServiceAccount, name: reader, namespace: default}]
            """;
}
