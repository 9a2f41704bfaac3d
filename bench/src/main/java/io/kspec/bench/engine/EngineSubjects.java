package io.kspec.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Resources;
import io.kspec.bench.cluster.GuardedCluster;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the engine is measured with: the production example, and a pod of about ten kilobytes with four containers.
final class EngineSubjects {
    /// The system property that names the checkout.
    static final String HOME = "kspec.bench.home";

    private EngineSubjects() {}

    static ClusterSpec production() {
        Path file = Path.of(System.getProperty(HOME, ".")).resolve("examples/production-cluster.yaml");
        JsonNode json = one(read(file), file.toString());
        return switch (SpecReading.of(json.path("spec"), FieldPath.of("spec"))) {
            case SpecReading.Read<ClusterSpec> read -> read.value();
            case SpecReading.Unreadable<ClusterSpec> unreadable ->
                throw new BenchmarkFailed("%s: %s".formatted(file, unreadable.problems()));
        };
    }

    static Rulebook rulebook(ClusterSpec spec) {
        return switch (Rulebook.compile("production-cluster", spec)) {
            case Rulebook.Compilation.Compiled compiled -> compiled.rulebook();
            case Rulebook.Compilation.Refused refused ->
                throw new BenchmarkFailed(refused.problems().toString());
        };
    }

    /// As `kubectl apply` sends it: what was applied stands in an annotation once more.
    static ObjectNode pod() {
        ObjectNode pod = (ObjectNode) one(Resources.text(GuardedCluster.class, "pod.yaml"), "pod.yaml");
        String applied = pod.toString();
        pod.withObject("/metadata/annotations").put("kubectl.kubernetes.io/last-applied-configuration", applied);
        return pod;
    }

    private static JsonNode one(String text, String source) {
        return Documents.read(source, text).stream()
                .filter(Document.class::isInstance)
                .map(parsed -> ((Document) parsed).json())
                .findFirst()
                .orElseThrow(() -> new BenchmarkFailed(source + " holds no document"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
