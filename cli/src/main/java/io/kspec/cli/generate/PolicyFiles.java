package io.kspec.cli.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Policies in files: one per name, so that a policy and its binding lie together.
final class PolicyFiles {
    private PolicyFiles() {}

    /// Writes them into a directory, which is made when it is missing. Answers how many files there are.
    static Step<Integer> write(List<ObjectNode> objects, Path directory, TextFormat format) {
        var byName = new LinkedHashMap<String, List<ObjectNode>>();
        objects.forEach(object -> byName.computeIfAbsent(
                        object.path("metadata").path("name").asText(), _ -> new ArrayList<>())
                .add(object));
        try {
            Files.createDirectories(directory);
            for (var named : byName.entrySet()) {
                Files.writeString(
                        directory.resolve(named.getKey() + "." + format.word()), format.text(named.getValue()));
            }
            return Step.next(byName.size());
        } catch (IOException refused) {
            return Step.stop(
                    ExitCode.REFUSED,
                    "the policies cannot be written (%s): %s. Check the directory and its rights."
                            .formatted(directory, refused.getClass().getSimpleName()));
        }
    }
}
