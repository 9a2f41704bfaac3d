package io.kspec.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Rulebook.Compilation;
import io.kspec.core.scan.Scan;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("apiserver")
@SuppressWarnings("InlineFormatString") // manifests stand at the end, apart from what is done with them
final class ClusterProjectionIT {
    private static final String NAMESPACE = "projected";
    private static final Set<Resource> ALL = EnumSet.allOf(Resource.class);
    private static final long SEED = 31;
    private static LocalKubernetes cluster;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void aScanOfTheProjectionComesToWhatAScanOfFreshListsComesToAfterEveryChange() {
        var random = new Random(SEED);
        var reader = new ClusterReader(cluster.client());
        Instant now = Instant.now();
        try (var projection = new ClusterProjection(cluster.client(), InstantSource.system())) {
            for (int round = 0; round < 8; round++) {
                for (int change = 0; change < 6; change++) {
                    changeSomething(random);
                }
                ClusterView fresh = reader.read(ALL);
                ClusterView held = projection.read(ALL);
                for (Resource resource : ALL) {
                    assertThat(held.list(resource).gaps()).as(resource.plural()).isEmpty();
                    assertThat(written(held.list(resource).items()))
                            .as("%s in round %d", resource.plural(), round)
                            .isEqualTo(written(essence(resource, fresh.list(resource))));
                }
                assertThat(Scan.cluster(rulebook(), held, now)).isEqualTo(Scan.cluster(rulebook(), fresh, now));
            }
        }
    }

    @Test
    void whatMayNotBeListedIsAGapAndTheRestIsNot() {
        cluster.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("few-rights")
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .create();
        create(ROLE_OF_FEW_RIGHTS);
        create(BINDING_OF_FEW_RIGHTS);
        Config config = new ConfigBuilder(Config.fromKubeconfig(
                        cluster.kubeconfigFor("default", "few-rights").toFile()))
                .build();
        try (KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(config).build();
                var projection = new ClusterProjection(client, InstantSource.system())) {
            ClusterView view = projection.read(Set.of(Resource.NAMESPACES, Resource.NODES, Resource.SERVICES));
            assertThat(view.list(Resource.NAMESPACES).gaps()).isEmpty();
            assertThat(view.list(Resource.NODES).gaps())
                    .containsExactly(new Failure.Forbidden("list", "nodes", "the cluster"));
            assertThat(view.list(Resource.SERVICES).gaps())
                    .as("it may be listed, and not watched")
                    .isEmpty();
            assertThat(view.list(Resource.SERVICES).items()).isNotEmpty();
        }
    }

    @Test
    void anApiServerThatIsAwayLeavesGapsAndIsFollowedAgainWhenItIsBack() {
        try (var projection = new ClusterProjection(cluster.client(), InstantSource.system())) {
            assertThat(projection
                            .read(Set.of(Resource.NAMESPACES))
                            .list(Resource.NAMESPACES)
                            .items())
                    .isNotEmpty();
            cluster.stopApiServer();
            Listing away = projection.read(Set.of(Resource.NAMESPACES)).list(Resource.NAMESPACES);
            cluster.startApiServer();
            assertThat(away.items()).isEmpty();
            assertThat(away.gaps()).hasSize(1);
            create(NAMESPACE_TEXT.formatted("after-the-break"));
            assertThat(projection
                            .read(Set.of(Resource.NAMESPACES))
                            .list(Resource.NAMESPACES)
                            .items())
                    .extracting(item -> item.path("metadata").path("name").asText())
                    .contains("after-the-break");
        }
    }

    @Test
    void aWatchThatSaidNothingForLongIsNotBelieved() {
        var now = new AtomicReference<>(Instant.EPOCH);
        try (var projection = new ClusterProjection(cluster.client(), now::get)) {
            List<JsonNode> before = projection
                    .read(Set.of(Resource.NODES, Resource.CLUSTER_ROLES))
                    .list(Resource.CLUSTER_ROLES)
                    .items();
            now.set(Instant.EPOCH.plusSeconds(3600));
            List<JsonNode> after = projection
                    .read(Set.of(Resource.CLUSTER_ROLES))
                    .list(Resource.CLUSTER_ROLES)
                    .items();
            assertThat(after).isEqualTo(before);
            assertThat(after.getFirst()).as("listed anew, and shared").isSameAs(before.getFirst());
        }
    }

    private static List<JsonNode> essence(Resource resource, Listing listing) {
        return listing.items().stream().map(item -> Essence.of(resource, item)).toList();
    }

    /// Read again, so that a number is of the same Java type whoever read it first.
    private static List<JsonNode> written(List<JsonNode> items) {
        return items.stream()
                .map(item -> Serialization.unmarshal(item.toString(), JsonNode.class))
                .toList();
    }

    private static void changeSomething(Random random) {
        String name = "thing-%d".formatted(random.nextInt(6));
        switch (random.nextInt(6)) {
            case 0 ->
                cluster.client()
                        .pods()
                        .inNamespace(NAMESPACE)
                        .withName(name)
                        .withGracePeriod(0)
                        .delete();
            case 1 -> apply(DEPLOYMENT.formatted(name, random.nextInt(3), random.nextBoolean()));
            case 2 -> apply(SERVICE.formatted(name, random.nextInt(3)));
            case 3 -> apply(ROLE.formatted(name, random.nextBoolean() ? "*" : "get"));
            default -> apply(POD.formatted(name, random.nextInt(3)));
        }
    }

    private static void create(String text) {
        cluster.client().resource(yaml(text)).create();
    }

    private static void apply(String text) {
        cluster.client()
                .resource(yaml(text))
                .fieldManager("it")
                .forceConflicts()
                .serverSideApply();
    }

    /// What begins with a brace would be read as JSON.
    private static String yaml(String text) {
        return "---\n" + text;
    }

    private static Rulebook rulebook() {
        ClusterSpec spec = Serialization.unmarshal(SPECIFICATION, ClusterSpec.class);
        return switch (Rulebook.compile("strict", spec)) {
            case Compilation.Compiled compiled -> compiled.rulebook();
            case Compilation.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    private static final String SPECIFICATION = """
            kubernetes: {minVersion: "1.25.0"}
            podSecurity: {enforce: restricted}
            workloads: {images: {disallowLatestTag: true}}
            rules:
              - {name: named, expression: "object.metadata.name != 'thing-3'", message: no}
            """;
    private static final String NAMESPACE_TEXT = "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}";
    private static final String POD = """
            {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: projected, labels: {round: "%d"}},
             spec: {containers: [{name: app, image: "nginx:latest"}]}}
            """;
    private static final String SERVICE = """
            {apiVersion: v1, kind: Service, metadata: {name: %s, namespace: projected, labels: {round: "%d"}},
             spec: {ports: [{port: 80}]}}
            """;
    private static final String ROLE = """
            {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: %s, namespace: projected},
             rules: [{apiGroups: [""], resources: [pods], verbs: ["%s"]}]}
            """;
    private static final String DEPLOYMENT = """
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: %s, namespace: projected},
             spec: {replicas: %d, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
             spec: {hostNetwork: %b, containers: [{name: app, image: nginx}]}}}}
            """;
    private static final String ROLE_OF_FEW_RIGHTS = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: few-rights}
            rules:
              - {apiGroups: [""], resources: [namespaces], verbs: [list, watch]}
              - {apiGroups: [""], resources: [services], verbs: [list]}
            """;
    private static final String BINDING_OF_FEW_RIGHTS = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: few-rights}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: few-rights}
            subjects: [{kind: ServiceAccount, name: few-rights, namespace: default}]
            """;
}
