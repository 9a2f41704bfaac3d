package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.ShowCommand;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The chart as it is given to Helm.
///
/// It is the chart itself, unless its templates render something that the release must not own: CRDs, or what is
/// withheld. Then it is a chart of the same name and version whose only template is what the chart rendered, without
/// those. Helm records the user's values with either.
record PreparedChart(Path path, List<JsonNode> withheld) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static PreparedChart of(ReleaseRequest request, Rendering.Rendered rendered, Workplace workplace)
            throws IOException {
        Path original = workplace.file("chart.tgz");
        request.chart().writeTo(original);
        List<JsonNode> withheld = rendered.objects().stream()
                .filter(object -> isIn(request.withheld(), object))
                .toList();
        if (withheld.isEmpty() && !hasTemplatedCrds(original, rendered.crds())) {
            return new PreparedChart(original, List.of());
        }
        var kept = new ArrayList<>(rendered.objects());
        kept.removeAll(withheld);
        kept.addAll(rendered.hooks());
        return new PreparedChart(derived(original, kept, workplace), withheld);
    }

    private static boolean isIn(Set<String> kinds, JsonNode object) {
        return kinds.contains(object.path("kind").asText());
    }

    /// Helm leaves those in `crds/` alone when it is told to; what templates render it would own.
    private static boolean hasTemplatedCrds(Path chart, List<JsonNode> crds) {
        List<String> beside = Stream.of(
                        Manifest.read("crds", shown(new Helm(chart).show().crds())))
                .flatMap(manifest -> manifest.crds().stream())
                .map(Manifest::name)
                .toList();
        return crds.stream().map(Manifest::name).anyMatch(name -> !beside.contains(name));
    }

    private static Path derived(Path original, List<JsonNode> kept, Workplace workplace) throws IOException {
        ObjectNode about = chartFile(shown(new Helm(original).show().chart()));
        about.remove("dependencies"); // their objects are among those that are kept
        workplace.write("chart/Chart.yaml", JSON.writeValueAsString(about));
        workplace.write("chart/values.yaml", shown(new Helm(original).show().values()));
        workplace.write("chart/rendered.yaml", Manifest.written(kept));
        workplace.write("chart/templates/rendered.yaml", "{{ .Files.Get \"rendered.yaml\" }}\n");
        return workplace.file("chart");
    }

    /// The library answers null where there is nothing to show.
    private static String shown(ShowCommand.ShowSubcommand command) {
        return Objects.requireNonNullElse(command.call(), "");
    }

    private static ObjectNode chartFile(String text) {
        return Documents.read("Chart.yaml", text).stream()
                .flatMap(part -> part instanceof Document document ? Stream.of(document.json()) : Stream.empty())
                .filter(ObjectNode.class::isInstance)
                .map(json -> ((ObjectNode) json).deepCopy())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Helm shows a Chart.yaml that is none"));
    }
}
