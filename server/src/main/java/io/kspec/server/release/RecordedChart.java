package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.server.chart.ChartArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// The chart in a record of Helm: its `metadata`, `values` and `schema`, and `templates` and `files` as lists of
/// `name` and `data` in base64.
final class RecordedChart {
    private RecordedChart() {}

    /// As an archive, the same for the same record. Throws [IllegalArgumentException] for what is no base64.
    static ChartArchive packed(JsonNode chart) {
        Map<String, byte[]> files = new TreeMap<>();
        chart.path("files").valueStream().forEach(file -> add(files, file));
        chart.path("templates").valueStream().forEach(file -> add(files, file));
        files.put("Chart.yaml", bytes(about(chart)));
        files.put(
                "values.yaml",
                bytes(chart.path("values").isObject() ? chart.path("values") : JsonNodeFactory.instance.objectNode()));
        String schema = chart.path("schema").asText("");
        if (!schema.isEmpty()) {
            files.put("values.schema.json", Base64.getDecoder().decode(schema));
        }
        return packed(chart.at("/metadata/name").asText("chart"), files);
    }

    private static void add(Map<String, byte[]> files, JsonNode file) {
        files.put(
                file.path("name").asText(),
                Base64.getDecoder().decode(file.path("data").asText("")));
    }

    /// Subcharts are not in the record, and Helm refuses a chart that names some and has none.
    private static JsonNode about(JsonNode chart) {
        JsonNode metadata = chart.path("metadata").deepCopy();
        return metadata instanceof ObjectNode object ? object.without("dependencies") : metadata;
    }

    private static byte[] bytes(JsonNode yaml) {
        return yaml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ChartArchive packed(String name, Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                var entry = new TarArchiveEntry(name + "/" + file.getKey(), true);
                entry.setSize(file.getValue().length);
                entry.setModTime(0L);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail to be written", impossible);
        }
        return ChartArchive.of(bytes.toByteArray());
    }
}
