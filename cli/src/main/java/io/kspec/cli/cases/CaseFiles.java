package io.kspec.cli.cases;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds the files that hold cases.
final class CaseFiles {
    static final String NAME = "kspec-test.yaml";

    private CaseFiles() {}

    /// The file itself, or every `kspec-test.yaml` below a folder in the order of their paths.
    static Step<List<Path>> at(Path path) {
        if (Files.isRegularFile(path)) {
            return Step.next(List.of(path));
        }
        if (!Files.isDirectory(path)) {
            return Step.stop(ExitCode.USAGE, "no such file or directory (%s). Check the path.".formatted(path));
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> files = below.filter(file -> file.endsWith(NAME) && Files.isRegularFile(file))
                    .map(Path::normalize)
                    .sorted()
                    .toList();
            return files.isEmpty()
                    ? Step.stop(
                            ExitCode.USAGE,
                            "there is no %s below %s. See kspec test --help for what to write in it."
                                    .formatted(NAME, path))
                    : Step.next(files);
        } catch (IOException | UncheckedIOException broken) {
            return Step.stop(
                    ExitCode.USAGE,
                    "the directory cannot be read (%s). Check its rights, and those below it.".formatted(path));
        }
    }
}
