package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.kspec.core.digest.Sha256;
import io.kspec.core.failure.Failure;
import io.kspec.server.release.HelmCalls.Ending;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Renders charts as `helm template` does, without a cluster.
///
/// What a chart reads from the cluster while it renders (`lookup`, `.Capabilities` beyond the version) is not there.
@Singleton
public final class ChartRenderer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HelmCalls calls = new HelmCalls();

    /// Renders what the request asks for.
    ///
    /// @param kubernetesVersion such as `1.35.4`; empty for the one Helm was built for
    public Rendering render(ReleaseRequest request, Optional<String> kubernetesVersion) {
        try (Workplace workplace = Workplace.open()) {
            Path chart = workplace.file("chart.tgz");
            request.chart().writeTo(chart);
            Path values = workplace.write("values.yaml", request.values().toString());
            String what = "rendering %s".formatted(request.chart());
            return switch (calls.call(what, PATIENCE, () -> text(request, chart, values, kubernetesVersion))) {
                case Ending.Answered<String>(String text) -> rendered(request, text);
                case Ending.Refused<String>(String message) -> refused(request, message);
                case Ending.Overrun<String>(Failure failure) -> new Rendering.Refused(failure);
            };
        } catch (IOException full) {
            throw new UncheckedIOException("a chart could not be unfolded", full);
        }
    }

    private static String text(ReleaseRequest request, Path chart, Path values, Optional<String> kubernetesVersion) {
        var command = new Helm(chart)
                .template()
                .withName(request.release().name())
                .withNamespace(request.release().namespace())
                .withValuesFile(values);
        kubernetesVersion.ifPresent(command::withKubeVersion);
        return "%s\n---\n%s".formatted(definitions(chart), command.call());
    }

    /// What lies in `crds/`, of subcharts too: the library's template leaves it out.
    private static String definitions(Path chart) {
        return Objects.requireNonNullElse(new Helm(chart).show().crds().call(), "");
    }

    private static Rendering rendered(ReleaseRequest request, String text) {
        Manifest manifest = Manifest.read(request.chart().toString(), text);
        if (manifest.broken().isPresent()) {
            return new Rendering.Refused(manifest.broken().get().failure());
        }
        return objection(request, manifest)
                .<Rendering>map(Rendering.Refused::new)
                .orElseGet(() -> new Rendering.Rendered(
                        manifest.objects(), manifest.crds(), manifest.hooks(), Sha256.of(text), warnings(manifest)));
    }

    private static Optional<Failure> objection(ReleaseRequest request, Manifest manifest) {
        Set<String> names = new HashSet<>();
        Optional<String> twice = manifest.crds().stream()
                .map(Manifest::name)
                .filter(name -> !names.add(name))
                .findFirst();
        if (twice.isPresent()) {
            return Optional.of(new Failure.Malformed(
                    "the chart renders the CustomResourceDefinition %s twice".formatted(twice.get()),
                    request.chart().toString(),
                    "Keep it in crds/ or in the templates, not in both."));
        }
        return manifest.hooks().stream()
                .filter(ChartRenderer::writesCrds)
                .findFirst()
                .map(hook -> new Failure.Malformed(
                        "its hook %s %s may change CustomResourceDefinitions behind kspec's back"
                                .formatted(hook.path("kind").asText(), Manifest.name(hook)),
                        request.chart().toString(),
                        "Switch it off in the values: kspec applies the CRDs of a chart itself."));
    }

    /// A role among the hooks is there for the hooks.
    private static boolean writesCrds(JsonNode hook) {
        return hook.path("kind").asText().endsWith("Role")
                && stream(hook.path("rules"))
                        .filter(rule -> names(rule, "resources", "customresourcedefinitions"))
                        .anyMatch(rule -> Stream.of("create", "update", "patch", "delete")
                                .anyMatch(verb -> names(rule, "verbs", verb)));
    }

    private static boolean names(JsonNode rule, String list, String word) {
        return stream(rule.path(list)).map(JsonNode::asText).anyMatch(each -> each.equals(word) || each.equals("*"));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return list.valueStream();
    }

    private static List<String> warnings(Manifest manifest) {
        var warnings = new ArrayList<String>();
        if (manifest.objects().isEmpty()) {
            warnings.add("The chart renders nothing but definitions and hooks with these values.");
        }
        return warnings;
    }

    private static Rendering refused(ReleaseRequest request, String message) {
        return new Rendering.Refused(new Failure.Malformed(
                "the chart cannot be rendered with these values: " + message,
                request.chart().toString(),
                "Correct the values, or the template that Helm names."));
    }
}
