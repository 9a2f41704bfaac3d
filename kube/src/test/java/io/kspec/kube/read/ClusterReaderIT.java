package io.kspec.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Reading;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("apiserver")
final class ClusterReaderIT {
    private static LocalKubernetes cluster;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void everyResourceIsListedAndEveryObjectSaysWhatItIs() {
        ClusterView view = new ClusterReader(cluster.client()).read(EnumSet.allOf(Resource.class));
        for (Resource resource : Resource.values()) {
            Listing listing = view.list(resource);
            assertThat(listing.gaps()).as(resource.plural()).isEmpty();
            assertThat(listing.items()).allSatisfy(item -> {
                assertThat(item.path("kind").asText()).isEqualTo(resource.kind());
                assertThat(item.path("apiVersion").asText()).isEqualTo(resource.apiVersion());
            });
        }
        assertThat(view.list(Resource.NAMESPACES).items()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(view.version()).isInstanceOfSatisfying(Reading.Known.class, version -> assertThat(
                        version.value().toString())
                .startsWith("v1."));
        assertThat(view.apiGroups()).isInstanceOf(Reading.Known.class);
    }

    @Test
    void aKindThatIsNotServedHasNoObjects() {
        ClusterView view = new ClusterReader(cluster.client())
                .read(Set.of(Resource.KYVERNO_CLUSTER_POLICIES, Resource.KYVERNO_VALIDATING_POLICIES));
        assertThat(view.list(Resource.KYVERNO_CLUSTER_POLICIES)).isEqualTo(Listing.complete(List.of()));
        assertThat(view.list(Resource.KYVERNO_VALIDATING_POLICIES)).isEqualTo(Listing.complete(List.of()));
    }

    @Test
    void whatMayNotBeListedIsAGapWhetherItIsServedOrNot() {
        try (KubernetesClient nobody = as("nobody")) {
            ClusterView view =
                    new ClusterReader(nobody).read(Set.of(Resource.NODES, Resource.KYVERNO_CLUSTER_POLICIES));
            assertThat(view.list(Resource.NODES).gaps())
                    .containsExactly(new Failure.Forbidden("list", "nodes", "the cluster"));
            assertThat(view.list(Resource.KYVERNO_CLUSTER_POLICIES).gaps())
                    .containsExactly(new Failure.Forbidden("list", "clusterpolicies", "the cluster"));
        }
    }

    @Test
    void anOlderVersionIsAskedWhereTheNewestIsNotServed() {
        cluster.client().resource(definition()).create();
        cluster.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("validatingpolicies.policies.kyverno.io")
                .waitUntilCondition(ClusterReaderIT::isEstablished, 30, TimeUnit.SECONDS);
        cluster.client()
                .genericKubernetesResources("policies.kyverno.io/v1beta1", "ValidatingPolicy")
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("policies.kyverno.io/v1beta1")
                        .withKind("ValidatingPolicy")
                        .withNewMetadata()
                        .withName("require-labels")
                        .endMetadata()
                        .build())
                .create();
        Listing listing = new ClusterReader(cluster.client())
                .read(Set.of(Resource.KYVERNO_VALIDATING_POLICIES))
                .list(Resource.KYVERNO_VALIDATING_POLICIES);
        assertThat(listing.items()).extracting(ClusterReaderIT::name).containsExactly("require-labels");
        cluster.client().resource(definition()).delete();
        cluster.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("validatingpolicies.policies.kyverno.io")
                .waitUntilCondition(Objects::isNull, 30, TimeUnit.SECONDS);
    }

    @Test
    void aListLongerThanAPageIsReadToItsEnd() {
        int count = 1203;
        IntStream.range(0, count)
                .boxed()
                .gather(Gatherers.mapConcurrent(16, number -> cluster.client()
                        .resource(new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName("account-" + number)
                                .withNamespace("default")
                                .endMetadata()
                                .build())
                        .create()))
                .forEach(created -> assertThat(created).isNotNull());
        Listing listing = new ClusterReader(cluster.client())
                .read(Set.of(Resource.SERVICE_ACCOUNTS))
                .list(Resource.SERVICE_ACCOUNTS);
        Set<String> names = listing.items().stream()
                .map(ClusterReaderIT::name)
                .filter(name -> name.startsWith("account-"))
                .collect(Collectors.toSet());
        assertThat(names).hasSize(count);
    }

    @Test
    void whereTheDefinitionIsNotInstalledThereAreNoSpecifications() {
        assertThat(new ClusterReader(cluster.client()).specifications()).isEqualTo(Listing.complete(List.of()));
    }

    private static KubernetesClient as(String user) {
        Config config = new ConfigBuilder(cluster.client().getConfiguration())
                .withImpersonateUsername(user)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /// A kind that is served in a version older than the newest that kspec knows.
    private static CustomResourceDefinition definition() {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName("validatingpolicies.policies.kyverno.io")
                .endMetadata()
                .withNewSpec()
                .withGroup("policies.kyverno.io")
                .withScope("Cluster")
                .withNewNames()
                .withKind("ValidatingPolicy")
                .withPlural("validatingpolicies")
                .endNames()
                .addNewVersion()
                .withName("v1beta1")
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private static String name(JsonNode item) {
        return item.path("metadata").path("name").asText();
    }
}
