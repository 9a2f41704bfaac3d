package io.kspec.cli.fix;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The difference between two texts as `patch` and `git apply` read it.
final class UnifiedDiff {
    private static final int CONTEXT = 3;
    private static final String NO_LINE_END = "\n\\ No newline at end of file";

    private UnifiedDiff() {}

    /// Its lines; none when the texts are equal. Lines that end with CR LF keep their CR.
    static List<String> of(String file, String before, String after) {
        List<String> old = lines(before);
        String name = file.startsWith("/") ? file.substring(1) : file.replaceFirst("^(\\./)+", "");
        return UnifiedDiffUtils.generateUnifiedDiff(
                        "a/" + name, "b/" + name, old, DiffUtils.diff(old, lines(after)), CONTEXT)
                .stream()
                .flatMap(line -> Stream.of(line.split("\n", -1)))
                .toList();
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        boolean ended = text.endsWith("\n");
        var lines = new ArrayList<>(List.of((ended ? text.substring(0, text.length() - 1) : text).split("\n", -1)));
        if (!ended) {
            lines.addLast(lines.removeLast() + NO_LINE_END);
        }
        return lines;
    }
}
