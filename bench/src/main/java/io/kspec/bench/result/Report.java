package io.kspec.bench.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What one run of a benchmark found.
///
/// @param when it began
/// @param kspec the commit that was measured
/// @param loadAverage of the machine before it began: above a few tenths, others were at work too
/// @param settings what was asked for, in reading order
public record Report(
        String benchmark,
        Instant when,
        String kspec,
        Machine machine,
        double loadAverage,
        Map<String, String> settings,
        List<Figure> figures) {
    public Report {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        figures = List.copyOf(figures);
    }

    /// Writes `<benchmark>.json` into a directory, which is made if it is missing.
    public Path write(Path directory) {
        Path file = directory.resolve(benchmark + ".json");
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n");
            return file;
        } catch (IOException refused) {
            throw new UncheckedIOException("the results could not be written: " + file, refused);
        }
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("benchmark", benchmark);
        json.put("when", when.truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("kspec", kspec);
        json.putObject("machine")
                .put("cpu", machine.cpu())
                .put("cores", machine.cores())
                .put("memoryMiB", machine.memoryMiB())
                .put("kernel", machine.kernel())
                .put("java", machine.java())
                .put("kubernetes", machine.kubernetes());
        json.put("loadAverageAtStart", rounded(loadAverage));
        ObjectNode asked = json.putObject("settings");
        settings.forEach(asked::put);
        ArrayNode results = json.putArray("results");
        for (Figure figure : figures) {
            ObjectNode result = results.addObject()
                    .put("metric", figure.metric())
                    .put("value", rounded(figure.value()))
                    .put("unit", figure.unit());
            figure.goal().ifPresent(goal -> result.put("goal", goal.toString()).put("met", goal.metBy(figure.value())));
        }
        return json;
    }

    /// The figures for a person: what, how much, and the goal beside it.
    public String table() {
        int widest = figures.stream()
                .mapToInt(figure -> figure.metric().length())
                .max()
                .orElse(0);
        var table = new StringBuilder("%s, load average %s before, commit %s%n"
                .formatted(benchmark, Goal.number(rounded(loadAverage)), kspec));
        for (Figure figure : figures) {
            String goal = figure.goal()
                    .map(wanted -> "goal %-8s %s".formatted(wanted, wanted.metBy(figure.value()) ? "met" : "MISSED"))
                    .orElse("");
            String line = String.format(
                    Locale.ROOT,
                    "  %-" + Math.max(1, widest) + "s  %10s %-10s %s",
                    figure.metric(),
                    Goal.number(rounded(figure.value())),
                    figure.unit(),
                    goal);
            table.append(line.stripTrailing()).append(System.lineSeparator());
        }
        return table.toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
