package io.kspec.cli.why;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.cluster.Installation;
import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.Manifests;
import io.kspec.cli.spec.Compiling;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.spec.SpecificationChoice;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.document.Document;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.NamespacesRead;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.why.Declared;
import io.kspec.core.why.Why;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks about objects out of files.
final class WhyFiles {
    private final Terminal terminal;
    private final List<String> files;
    private final boolean recursive;
    private final Optional<String> namespace;

    WhyFiles(Terminal terminal, List<String> files, boolean recursive, Optional<String> namespace) {
        this.terminal = terminal;
        this.files = files;
        this.recursive = recursive;
        this.namespace = namespace;
    }

    /// @param name of the objects to tell about; empty for all
    Step<Answered> answer(Optional<Path> file, Optional<String> name) {
        return switch (specification(file)) {
            case Step.Stop<Specification> stop -> stop.retyped();
            case Step.Next<Specification> next ->
                switch (Compiling.compiled(next.value(), terminal)) {
                    case Step.Stop<Rulebook> stop -> stop.retyped();
                    case Step.Next<Rulebook> rulebook ->
                        answer(new Declared(rulebook.value(), next.value().demands()), name);
                };
        };
    }

    private Step<Specification> specification(Optional<Path> file) {
        if (file.isPresent()) {
            return SpecificationChoice.inFile(file.get(), terminal.in());
        }
        terminal.note("judged by the embedded production profile; choose another with --spec FILE.");
        return SpecificationChoice.embedded();
    }

    private Step<Answered> answer(Declared declared, Optional<String> name) {
        Manifests manifests = ManifestFiles.read(files, recursive, terminal.in());
        manifests.broken().forEach(broken -> terminal.complain(broken.failure()));
        manifests.unread().forEach(terminal::complain);
        manifests.hints().forEach(terminal::warn);
        List<JsonNode> all = manifests.documents().stream()
                .map(Document::json)
                .map(this::placed)
                .toList();
        List<JsonNode> asked = all.stream()
                .filter(json -> name.map(wanted -> isCalled(json, wanted)).orElse(true))
                .toList();
        if (asked.isEmpty() && manifests.complete()) {
            return Step.stop(ExitCode.USAGE, missing(all, name));
        }
        var circumstances =
                new Circumstances(NamespacesRead.of(all), terminal.clock().instant());
        return Step.next(new Answered(
                asked.stream()
                        .map(json -> Why.of(
                                List.of(declared), json, Optional.empty(), circumstances, Installation.LEFT_ALONE))
                        .toList(),
                manifests.complete()));
    }

    private JsonNode placed(JsonNode json) {
        if (namespace.isEmpty()
                || !(json.path("metadata") instanceof ObjectNode)
                || json.path("metadata").has("namespace")) {
            return json;
        }
        ObjectNode copy = json.deepCopy();
        ((ObjectNode) copy.path("metadata")).put("namespace", namespace.get());
        return copy;
    }

    private static boolean isCalled(JsonNode json, String wanted) {
        String name = name(json);
        return wanted.equals(name) || wanted.equalsIgnoreCase(json.path("kind").asText("") + "/" + name);
    }

    private static String missing(List<JsonNode> all, Optional<String> name) {
        List<String> names = all.stream().map(WhyFiles::name).distinct().toList();
        if (names.isEmpty() || name.isEmpty()) {
            return "there is no object in these files. Check what -f names.";
        }
        return "no object is called \"%s\" in these files. %s"
                .formatted(
                        name.get(),
                        Nearest.to(name.get(), names)
                                .map("Did you mean %s?"::formatted)
                                .orElse("There are: %s.".formatted(String.join(", ", names))));
    }

    private static String name(JsonNode json) {
        return json.path("metadata").path("name").asText("");
    }
}
