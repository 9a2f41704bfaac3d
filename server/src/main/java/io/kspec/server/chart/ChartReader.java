package io.kspec.server.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.version.SemanticVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads packaged charts of strangers: nothing is written to a disk, and nothing is believed.
public final class ChartReader {
    /// Larger ones cannot be applied on the client's side, and come near what etcd takes (1.5 MiB).
    private static final int LARGE_CRD = 1_000_000;

    private static final Pattern CRD_FILE = Pattern.compile("(?:[^/]+/charts/)*[^/]+/crds/.+\\.(?:ya?ml|json)");

    private ChartReader() {}

    public static ChartReading read(ChartArchive archive) {
        try {
            Map<String, byte[]> files = ArchiveFiles.read(archive, ChartReader::isRead);
            return read(archive, files);
        } catch (BadArchiveException bad) {
            return unreadable(archive, bad.why(), "Package the chart with helm package.");
        }
    }

    private static boolean isRead(String file) {
        return (file.indexOf('/') == file.lastIndexOf('/') && file.endsWith("/Chart.yaml"))
                || CRD_FILE.matcher(file).matches();
    }

    private static ChartReading read(ChartArchive archive, Map<String, byte[]> files) {
        TreeSet<String> roots = files.keySet().stream()
                .filter(file -> file.endsWith("/Chart.yaml"))
                .collect(Collectors.toCollection(TreeSet::new));
        if (roots.size() != 1) {
            return unreadable(
                    archive,
                    roots.isEmpty() ? "it has no <name>/Chart.yaml" : "it has several charts: " + roots,
                    "Package one chart with helm package.");
        }
        JsonNode about = one(text(files.getOrDefault(roots.first(), new byte[0])));
        Optional<SemanticVersion> version =
                SemanticVersion.parse(about.path("version").asText());
        if (!about.path("apiVersion").asText().matches("v[12]")
                || about.path("name").asText().isEmpty()
                || version.isEmpty()) {
            return unreadable(
                    archive,
                    "its Chart.yaml has no apiVersion v1 or v2, no name, or no semantic version",
                    "Correct it, and package the chart again.");
        }
        return withCrds(files, about, version.get());
    }

    private static ChartReading withCrds(Map<String, byte[]> files, JsonNode about, SemanticVersion version) {
        var crds = new ArrayList<JsonNode>();
        var warnings = new ArrayList<String>();
        for (Map.Entry<String, byte[]> entry : new TreeMap<>(files).entrySet()) {
            String file = entry.getKey();
            if (!CRD_FILE.matcher(file).matches()) {
                continue;
            }
            for (Parsed part : Documents.read(file, text(entry.getValue()))) {
                switch (part) {
                    case Broken broken -> {
                        return new ChartReading.Unreadable(broken.failure());
                    }
                    case Document document -> add(document.json(), entry.getValue().length, crds, warnings);
                }
            }
        }
        return new ChartReading.Chart(new ChartContents(
                about.path("name").asText(),
                version,
                about.path("description").asText(""),
                about.path("deprecated").asBoolean(false),
                crds,
                warnings));
    }

    private static void add(JsonNode object, int size, List<JsonNode> crds, List<String> warnings) {
        if (object.path("kind").asText().equals("CustomResourceDefinition")) {
            crds.add(object);
            if (size > LARGE_CRD) {
                warnings.add(
                        "%s has %,d bytes: it can only be applied on the server's side, and etcd refuses more than 1.5 MiB."
                                .formatted(object.path("metadata").path("name").asText(), size));
            }
        }
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    private static JsonNode one(String yaml) {
        return Documents.read("Chart.yaml", yaml).stream()
                .filter(Document.class::isInstance)
                .map(part -> ((Document) part).json())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static ChartReading unreadable(ChartArchive archive, String what, String remedy) {
        return new ChartReading.Unreadable(
                new Failure.Malformed("this is no chart: " + what, archive.toString(), remedy));
    }
}
