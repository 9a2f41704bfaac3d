package io.kspec.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Reading;
import io.kspec.core.cluster.Resource;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

    private static String name(JsonNode item) {
        return item.path("metadata").path("name").asText();
    }
}
