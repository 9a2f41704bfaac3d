package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("apiserver")
final class LocalFleetIT {
    @Test
    void tenClustersShareAnEtcdButNoData() {
        List<ProcessIdentity> processes;
        try (LocalFleet fleet = LocalFleet.start(LocalFleet.MOST, LocalOptions.apiServerOnly(), Progress.silent())) {
            List<LocalKubernetes> clusters = fleet.clusters();
            assertThat(clusters).hasSize(10).extracting(LocalKubernetes::server).doesNotHaveDuplicates();
            processes = clusters.stream()
                    .flatMap(cluster -> ProcessLedger.read(cluster.directory()).orElseThrow().processes().stream())
                    .toList();
            assertThat(processes).hasSize(10).allMatch(ProcessIdentity::isRunning);
            clusters.forEach(LocalFleetIT::remember);
            assertThat(clusters)
                    .allSatisfy(cluster -> assertThat(remembered(cluster)).containsExactly(cluster.id()));
        }
        assertThat(processes).noneMatch(ProcessIdentity::isRunning);
    }

    @Test
    void aKilledApiServerComesBackWithItsDataWhileTheOthersWork() {
        try (LocalFleet fleet = LocalFleet.start(2, LocalOptions.apiServerOnly(), Progress.silent())) {
            LocalKubernetes killed = fleet.clusters().getFirst();
            LocalKubernetes other = fleet.clusters().getLast();
            remember(killed);
            killed.killApiServer();
            killed.killApiServer();
            remember(other);
            killed.startApiServer();
            assertThat(remembered(killed)).containsExactly(killed.id());
            assertThat(remembered(other)).containsExactly(other.id());
        }
    }

    @Test
    void aFleetThatCannotStartSaysWhyAndLeavesNothingRunning() {
        var progress = new CopyOnWriteArrayList<String>();
        LocalOptions options = LocalOptions.apiServerOnly().withApiServerArguments("--no-such-flag=1");
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(() -> LocalFleet.start(2, options, progress::add).close())
                .withMessageContaining("2 of 2 clusters")
                .withMessageContaining("unknown flag: --no-such-flag");
        assertThat(progress).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aFleetHasOneToTenClusters() {
        for (int count : List.of(0, LocalFleet.MOST + 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LocalFleet.start(count, LocalOptions.apiServerOnly(), Progress.silent()));
        }
    }

    private static void remember(LocalKubernetes cluster) {
        cluster.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("remembered")
                        .withNamespace("default")
                        .endMetadata()
                        .addToData("cluster", cluster.id())
                        .build())
                .create();
    }

    private static List<String> remembered(LocalKubernetes cluster) {
        return cluster.client().configMaps().inNamespace("default").list().getItems().stream()
                .map(map -> map.getData().get("cluster"))
                .toList();
    }
}
