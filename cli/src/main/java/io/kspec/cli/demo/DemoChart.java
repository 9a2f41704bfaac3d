package io.kspec.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// The chart of the demo's operator, in versions that differ in what a Gadget may say.
///
/// @param properties of a Gadget's spec beside its size
record DemoChart(String version, List<String> properties) {
    static final String NAME = "gadgets";
    static final DemoChart FIRST = new DemoChart("1.0.0", List.of("note"));
    static final DemoChart WITH_COLOR = new DemoChart("1.1.0", List.of("note", "color"));

    /// Takes away what users wrote.
    static final DemoChart WITHOUT_NOTE = new DemoChart("2.0.0", List.of("color"));

    /// Packs it as helm does, into a file of the directory.
    Path packed(Path directory) {
        Path file = directory.resolve("%s-%s.tgz".formatted(NAME, version));
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            put(tar, "Chart.yaml", """
                    apiVersion: v2
                    name: %s
                    version: %s
                    """.formatted(NAME, version));
            put(tar, "crds/gadgets.yaml", definition());
            put(tar, "templates/operator.yaml", Manifest.text("chart/operator.yaml"));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return file;
    }

    private String definition() {
        var lines = new StringBuilder();
        properties.forEach(name -> lines.append(" ".repeat(16)).append(name).append(": {type: string}\n"));
        return Manifest.text("chart/gadgets.yaml").replace("PROPERTIES\n", lines);
    }

    private static void put(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry("%s/%s".formatted(NAME, name));
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
