package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.testkit.Kyverno;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// What Kyverno's command line says of some objects by some policies.
final class KyvernoRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode report;

    private KyvernoRun(JsonNode report) {
        this.report = report;
    }

    /// Objects are told apart by kind, namespace and name.
    static KyvernoRun of(Kyverno kyverno, List<ObjectNode> policies, List<? extends JsonNode> objects) {
        try {
            Path scratch = Files.createTempDirectory("kspec-kyverno-");
            write(scratch.resolve("policies.yaml"), policies);
            write(scratch.resolve("objects.yaml"), objects);
            Kyverno.Answer answer = kyverno.run(
                    scratch,
                    "apply",
                    "policies.yaml",
                    "--resource",
                    "objects.yaml",
                    "--policy-report",
                    "--output-format",
                    "json");
            int start = answer.stdout().indexOf('{');
            assertThat(start).as(answer.stdout() + answer.stderr()).isGreaterThanOrEqualTo(0);
            return new KyvernoRun(JSON.readTree(answer.stdout().substring(start)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Whether one of the policies of a format fails the object.
    ///
    /// @throws AssertionError if a policy could not be evaluated
    boolean fails(JsonNode object, PolicyFormat format) {
        List<String> results = results(object, format);
        assertThat(results).as("%s in %s", key(object), report).doesNotContain("error", "warn");
        return results.contains("fail");
    }

    /// Whether one of the policies passes the object: it was judged, and not skipped.
    boolean passes(JsonNode object, PolicyFormat format) {
        return !fails(object, format) && results(object, format).contains("pass");
    }

    private List<String> results(JsonNode object, PolicyFormat format) {
        return report.path("results")
                .valueStream()
                .filter(result -> result.path("source").asText().equals(source(format)))
                .filter(result -> result.path("resources").valueStream().anyMatch(resource -> key(
                                resource.path("kind").asText(),
                                resource.path("namespace").asText(),
                                resource.path("name").asText())
                        .equals(key(object))))
                .map(result -> result.path("result").asText())
                .toList();
    }

    /// How reports tell one generation of policies from the other.
    private static String source(PolicyFormat format) {
        return switch (format) {
            case PolicyFormat.KyvernoPolicy _ -> "KyvernoValidatingPolicy";
            case PolicyFormat.KyvernoClusterPolicy _ -> "kyverno";
            case PolicyFormat.AdmissionPolicy _ -> throw new AssertionError("no policy of Kyverno: " + format);
        };
    }

    private static String key(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return key(
                object.path("kind").asText(),
                metadata.path("namespace").asText(),
                metadata.path("name").asText());
    }

    private static String key(String kind, String namespace, String name) {
        return "%s %s/%s".formatted(kind, namespace, name);
    }

    private static void write(Path file, List<? extends JsonNode> objects) throws IOException {
        Files.writeString(file, objects.stream().map(JsonNode::toString).collect(Collectors.joining("\n---\n")));
    }
}
