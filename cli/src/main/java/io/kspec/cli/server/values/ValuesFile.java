package io.kspec.cli.server.values;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One document of YAML or JSON: a map of values.
public final class ValuesFile {
    private ValuesFile() {}

    /// A file without a document holds no values.
    public static Step<ObjectNode> read(Path file) {
        try {
            List<Parsed> parsed = Documents.read(file.toString(), Files.readString(file));
            if (parsed.isEmpty()) {
                return Step.next(JsonNodeFactory.instance.objectNode());
            }
            if (parsed.size() > 1) {
                return wrong(file, "holds more than one document");
            }
            return switch (parsed.getFirst()) {
                case Broken broken -> Step.stop(ExitCode.USAGE, broken.failure().sentence());
                case Document document
                when document.json() instanceof ObjectNode values -> Step.next(values.deepCopy());
                case Document _ -> wrong(file, "holds no map of values");
            };
        } catch (IOException unreadable) {
            return wrong(file, "cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    private static <T> Step<T> wrong(Path file, String what) {
        return Step.stop(
                ExitCode.USAGE,
                "the file of values %s (%s). Name a YAML file with one map, as charts have it.".formatted(what, file));
    }
}
