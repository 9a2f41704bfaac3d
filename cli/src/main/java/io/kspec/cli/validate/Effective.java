package io.kspec.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.cli.spec.Kinds;
import io.kspec.cli.terminal.Printable;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.document.Document;
import io.kspec.core.resolve.Library;
import io.kspec.core.resolve.Origin;
import io.kspec.core.resolve.Resolution;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// A ClusterSpecification as it is in force.
///
/// @param yaml the document with the origins as comments; empty when there are problems
record Effective(Document document, String yaml, List<SpecProblem> problems, List<SpecProblem> warnings) {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Effective of(Document document, Library library) {
        String name = document.json().path("metadata").path("name").asText("");
        return switch (SpecReading.of(document.json().path("spec"), SPEC)) {
            case SpecReading.Unreadable<ClusterSpec>(var problems) -> new Effective(document, "", problems, List.of());
            case SpecReading.Read<ClusterSpec>(ClusterSpec own) ->
                switch (Resolution.of(name, own, library)) {
                    case Resolution.Refused refused -> new Effective(document, "", refused.problems(), List.of());
                    case Resolution.Resolved resolved -> of(document, name, resolved);
                };
        };
    }

    boolean sound() {
        return problems.isEmpty();
    }

    void print(Terminal terminal) {
        problems.forEach(problem -> print(terminal, "error", problem));
        warnings.forEach(warning -> print(terminal, "warning", warning));
        if (sound()) {
            terminal.out().print(yaml);
        }
    }

    private void print(Terminal terminal, String word, SpecProblem problem) {
        terminal.err()
                .println(Printable.line("%s:%s: %s: %s"
                        .formatted(
                                document.source(),
                                document.positions().nearest(problem.path()),
                                word,
                                problem.sentence())));
    }

    private static Effective of(Document document, String name, Resolution.Resolved resolved) {
        List<SpecProblem> problems = SpecValidation.of(resolved.effective()).problems().stream()
                .map(problem -> new SpecProblem(
                        problem.path(),
                        resolved.source(problem.path())
                                .map(source -> "%s (from %s)".formatted(problem.what(), source))
                                .orElse(problem.what()),
                        problem.remedy()))
                .toList();
        return new Effective(document, yaml(name, resolved), problems, resolved.warnings());
    }

    private static String yaml(String name, Resolution.Resolved resolved) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("apiVersion", Kinds.API_VERSION).put("kind", Kinds.SPECIFICATION);
        whole.putObject("metadata").put("name", name);
        whole.set("spec", JSON.<JsonNode>valueToTree(resolved.effective()));
        var text = new StringBuilder("---\n").append("# Origins\n");
        for (Origin origin : resolved.origins()) {
            text.append(Printable.line("#   %s  from %s".formatted(origin.entry(), origin.source())))
                    .append('\n');
        }
        String yaml = Serialization.asYaml(whole);
        return text.append(yaml.startsWith("---\n") ? yaml.substring("---\n".length()) : yaml)
                .toString();
    }
}
