package io.kspec.acceptance.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The dashboards, as Grafana imports them. That every figure they ask for is served is tested beside the alerts'.
final class DashboardsTest {
    private static final Path FOLDER = Chart.ROOT.resolve("config/grafana");
    private static final int COLUMNS = 24;

    /// Panel types of old that Grafana no longer draws.
    private static final Set<String> GONE = Set.of("graph", "singlestat", "table-old");

    @Test
    void thePanelsOfTheOlderKspecKeepTheirTitles() {
        assertThat(Chart.stream(Chart.yaml(FOLDER.resolve("kspec-dashboard.json"))
                                .path("panels"))
                        .map(panel -> panel.path("title").asText()))
                .containsExactly(
                        "Webhook Request Rate",
                        "Circuit Breaker Status",
                        "Error Rate",
                        "Webhook Request Duration (p95)",
                        "Validation Results",
                        "Compliance Score by Cluster",
                        "Policy Enforcement Actions",
                        "Reconciliation Duration",
                        "Reconciliation Errors",
                        "Drift Detection",
                        "Total Drift Events",
                        "Cluster Targets Health",
                        "Certificate Provisioning Duration",
                        "Active ClusterSpecs by Mode");
    }

    @ParameterizedTest
    @MethodSource("files")
    void grafanaImportsTheFileAsItIs(Path file) {
        JsonNode dashboard = Chart.yaml(file);
        assertThat(dashboard.path("uid").asText()).isNotEmpty();
        assertThat(dashboard.path("title").asText()).isNotEmpty();
        assertThat(dashboard.path("panels")).isNotEmpty();
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(GONE).doesNotContain(panel.path("type").asText());
            assertThat(panel.path("description").asText())
                    .as(panel.path("title").asText())
                    .isNotEmpty();
            assertThat(panel.path("targets")).isNotEmpty();
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(target.path("expr").asText()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void noPanelLiesOnAnother(Path file) {
        var taken = new HashSet<List<Integer>>();
        for (JsonNode panel : Chart.yaml(file).path("panels")) {
            for (List<Integer> place : places(panel.path("gridPos"))) {
                assertThat(taken.add(place))
                        .as("%s at %s", panel.path("title").asText(), place)
                        .isTrue();
            }
        }
    }

    /// Each quantile is of all replicas together, not of one each.
    @ParameterizedTest
    @MethodSource("files")
    void quantilesAreTakenOverAllReplicas(Path file) {
        for (JsonNode panel : Chart.yaml(file).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String query = target.path("expr").asText();
                if (query.contains("histogram_quantile")) {
                    assertThat(query).contains("sum by (le");
                }
            }
        }
    }

    @Test
    void kubectlAppliesThemForTheSidecarOfGrafana() throws IOException {
        List<JsonNode> maps = Chart.kustomized("grafana");
        assertThat(maps).hasSize(2).allSatisfy(map -> {
            assertThat(map.path("kind").asText()).isEqualTo("ConfigMap");
            assertThat(map.at("/metadata/namespace").asText()).isEqualTo("kspec-system");
            assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
        });
        var carried = new HashSet<String>();
        maps.forEach(map -> map.path("data").fieldNames().forEachRemaining(carried::add));
        assertThat(carried)
                .containsExactlyInAnyOrderElementsOf(
                        files().map(file -> file.getFileName().toString()).toList());
    }

    private static List<List<Integer>> places(JsonNode grid) {
        var places = new ArrayList<List<Integer>>();
        int left = grid.path("x").asInt();
        assertThat(left + grid.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
        for (int x = left; x < left + grid.path("w").asInt(); x++) {
            for (int y = grid.path("y").asInt();
                    y < grid.path("y").asInt() + grid.path("h").asInt();
                    y++) {
                places.add(List.of(x, y));
            }
        }
        return places;
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }
}
