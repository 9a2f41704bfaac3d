package io.kspec.cli.fix;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.core.document.Broken;
import io.kspec.core.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/// What `kspec fix` came to, the same for every output format.
///
/// @param done whether what can be mended is mended: written, or printed
/// @param unread files that could not be opened or decoded, and files that could not be written
record Outcome(List<Mended> files, boolean done, List<Failure> unread) {
    Outcome {
        files = List.copyOf(files);
        unread = List.copyOf(unread);
    }

    List<Left> left() {
        return files.stream().flatMap(file -> file.left().stream()).toList();
    }

    List<Mended> changed() {
        return files.stream().filter(Mended::changed).toList();
    }

    /// Everything that could not be read, judged or written; one sentence each.
    List<String> gaps() {
        var gaps = new ArrayList<String>();
        files.stream()
                .flatMap(file -> file.broken().stream())
                .map(Outcome::sentence)
                .forEach(gaps::add);
        unread.stream().map(Failure::sentence).forEach(gaps::add);
        files.stream()
                .flatMap(file -> file.unknown().stream())
                .map(Failure::sentence)
                .distinct()
                .forEach(gaps::add);
        return gaps;
    }

    /// What is to be done wins over gaps, as in a scan.
    ExitCode code() {
        if (!left().isEmpty() || (!done && !changed().isEmpty())) {
            return ExitCode.FINDINGS;
        }
        return gaps().isEmpty() ? ExitCode.OK : ExitCode.NOT_EVALUATED;
    }

    private static String sentence(Broken broken) {
        return "%s: %s. %s".formatted(broken.where(), broken.what(), broken.remedy());
    }
}
