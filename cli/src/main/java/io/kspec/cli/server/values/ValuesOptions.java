package io.kspec.cli.server.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that give a chart its values. A later file wins over an earlier one, `--set` over all files.
public final class ValuesOptions {
    @Option(
            names = {"-f", "--values"},
            paramLabel = "FILE",
            description = "A YAML file with values for the chart. Repeatable; a later one wins.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "a.b=VALUE",
            description = "One value: true, false, null, a whole number or text. Repeatable; wins over files.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--set-string", paramLabel = "a.b=TEXT", description = "One value that is text. Repeatable.")
    private List<String> texts = new ArrayList<>();

    /// Empty when none were given.
    public Step<Optional<ObjectNode>> values() {
        if (files.isEmpty() && settings.isEmpty() && texts.isEmpty()) {
            return Step.next(Optional.empty());
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        for (Path file : files) {
            switch (ValuesFile.read(file)) {
                case Step.Stop<ObjectNode> stop -> {
                    return stop.retyped();
                }
                case Step.Next<ObjectNode>(ObjectNode more) -> merge(more, values);
            }
        }
        return set(settings, false, values)
                .then(some -> set(texts, true, some))
                .then(all -> Step.next(Optional.of(all)));
    }

    /// Maps are joined, everything else is replaced, as Helm does.
    static void merge(ObjectNode more, ObjectNode into) {
        for (var field : more.properties()) {
            JsonNode before = into.get(field.getKey());
            if (before instanceof ObjectNode below && field.getValue() instanceof ObjectNode deeper) {
                merge(deeper, below);
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }

    private static Step<ObjectNode> set(List<String> settings, boolean asText, ObjectNode values) {
        for (String text : settings) {
            Optional<Setting> setting = Setting.read(text, asText);
            String name = text.contains("=") ? text.substring(0, text.indexOf('=')) : text;
            if (setting.isEmpty()) {
                return Step.stop(
                        ExitCode.USAGE,
                        "--set \"%s\" names no value. Write --set a.b=VALUE; lists come from a file with -f."
                                .formatted(name));
            }
            if (!setting.get().putInto(values)) {
                return Step.stop(
                        ExitCode.USAGE,
                        "--set %s goes below a value that holds no others. Set that one away, or correct the path."
                                .formatted(name));
            }
        }
        return Step.next(values);
    }
}
