package io.kspec.acceptance.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `config/{rbac,manager,prometheus}` are made from the chart, and the chart's `crds` from `config/crd`.
@Tag("apiserver")
final class ChartManifestsTest {
    private static final Path CONFIG = Chart.ROOT.resolve("config");
    private static final String HEADER = "# Made from charts/kspec-operator; change that, then run make manifests.\n";
    private static final List<String> OF_HELM = List.of("helm.sh/chart:", "app.kubernetes.io/managed-by:");

    @BeforeAll
    static void update() {
        if (Boolean.getBoolean("kspec.update")) {
            made().forEach((file, text) -> write(Chart.ROOT.resolve(file), text));
        }
    }

    @Test
    void theFilesAreThoseTheChartMakes() {
        made().forEach((file, text) ->
                assertThat(Chart.text(Chart.ROOT.resolve(file))).as(file).isEqualTo(text));
    }

    @Test
    void theChartCarriesEveryDefinitionAndNoOther() throws IOException {
        try (var carried = Files.list(Chart.FOLDER.resolve("crds"));
                var defined = Files.list(CONFIG.resolve("crd"))) {
            assertThat(carried.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            defined.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".yaml"))
                                    .toList());
        }
    }

    /// One truth: whoever installs by kubectl gets what helm installs.
    @Test
    void kustomizeInstallsWhatHelmInstalls() {
        Map<String, JsonNode> byHelm = byName(Chart.objects("--include-crds").stream()
                .filter(Predicate.not(Chart::isHook))
                .toList());
        Map<String, JsonNode> byKustomize = byName(Chart.kustomized("default"));
        assertThat(byKustomize.remove("Namespace/kspec-system")).isNotNull();
        assertThat(byKustomize).containsExactlyInAnyOrderEntriesOf(byHelm);
    }

    @Test
    void theNamespaceTakesRestrictedPodsOnly() {
        JsonNode labels = Chart.only(Chart.kustomized("default"), "Namespace/kspec-system")
                .at("/metadata/labels");
        assertThat(List.of("enforce", "audit", "warn")).allSatisfy(mode -> assertThat(
                        labels.path("pod-security.kubernetes.io/" + mode).asText())
                .isEqualTo("restricted"));
    }

    @Test
    void theMonitorAndTheAlertsAreThoseOfTheChart() {
        Map<String, JsonNode> byHelm = byName(Chart.objects(Chart.MONITORS).stream()
                .filter(object -> object.path("apiVersion").asText().startsWith("monitoring.coreos.com/"))
                .toList());
        assertThat(byName(Chart.kustomized("prometheus"))).containsExactlyInAnyOrderEntriesOf(byHelm);
    }

    private static Map<String, String> made() {
        var files = new TreeMap<String, String>();
        String install = Chart.rendered("--no-hooks");
        files.put("config/rbac/rbac.yaml", part(install, "kind: (ServiceAccount|(Cluster)?Role(Binding)?)"));
        files.put(
                "config/manager/manager.yaml",
                part(install, "kind: (Deployment|Service|PodDisruptionBudget|NetworkPolicy)"));
        String monitoring = Chart.rendered(Chart.MONITORS);
        files.put("config/prometheus/servicemonitor.yaml", part(monitoring, "kind: ServiceMonitor"));
        files.put("config/prometheus/kspec-alerts.yaml", part(monitoring, "kind: PrometheusRule"));
        try (var definitions = Files.list(CONFIG.resolve("crd"))) {
            definitions
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .forEach(file -> files.put("charts/kspec-operator/crds/" + file.getFileName(), Chart.text(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    /// The documents of some kinds, with their comments and without what only helm says.
    private static String part(String rendered, String kind) {
        return Stream.of(rendered.split("(?m)^---$"))
                .filter(document -> document.lines().anyMatch(line -> line.matches(kind)))
                .map(document -> document.lines()
                        .filter(line -> !line.startsWith("# Source:") && !line.isBlank())
                        .filter(line -> OF_HELM.stream().noneMatch(line.strip()::startsWith))
                        .collect(Collectors.joining("\n", "", "\n")))
                .collect(Collectors.joining("---\n", HEADER, ""));
    }

    private static Map<String, JsonNode> byName(List<JsonNode> objects) {
        return objects.stream()
                .map(ChartManifestsTest::withoutWhatOnlyHelmSays)
                .collect(Collectors.toMap(Chart::name, object -> object, (one, other) -> one, TreeMap::new));
    }

    private static JsonNode withoutWhatOnlyHelmSays(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        if (copy.at("/metadata/labels") instanceof ObjectNode labels) {
            labels.remove(List.of("helm.sh/chart", "app.kubernetes.io/managed-by"));
        }
        return copy;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
