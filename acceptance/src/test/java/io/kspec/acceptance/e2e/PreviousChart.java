package io.kspec.acceptance.e2e;

import io.kspec.acceptance.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What somebody installed who took the chart before the last change.
final class PreviousChart {
    private static final String PATH = "charts/kspec-operator";

    private PreviousChart() {}

    /// The chart of the commit before the last one that changed it; empty where git or the history is missing, as in
    /// an archive of the sources.
    static Optional<Path> unpackedTo(Path folder) {
        try {
            Files.createDirectories(folder);
            Path archive = folder.resolve("chart.tar");
            String last = run(folder, "git", "-C", root(), "log", "-1", "--format=%H", "--", PATH);
            String before = run(folder, "git", "-C", root(), "rev-parse", "--verify", "--quiet", last + "~1");
            run(folder, "git", "-C", root(), "archive", "--output=" + archive, before, PATH);
            run(folder, "tar", "-xf", archive.toString());
            return Optional.of(folder.resolve(PATH)).filter(Files::isDirectory);
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String root() {
        return Chart.ROOT.toString();
    }

    private static String run(Path folder, String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "run-", ".out");
        Process process = new ProcessBuilder(List.of(words))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("%s: %s".formatted(String.join(" ", words), Files.readString(out)));
        }
        return Files.readString(out).strip();
    }
}
