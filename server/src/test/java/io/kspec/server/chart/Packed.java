package io.kspec.server.chart;

import io.kspec.core.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Archives as a test wants them, the malicious ones too.
public final class Packed {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar;

    private Packed() {
        try {
            tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8");
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// A chart `sample` of that version with nothing in it yet.
    public static Packed chart(String version) {
        return new Packed().file("sample/Chart.yaml", "apiVersion: v2\nname: sample\nversion: %s\n".formatted(version));
    }

    public static Packed empty() {
        return new Packed();
    }

    /// An OCI image layout with these charts, as `helm push` describes them.
    public static Packed layout(ChartArchive... charts) {
        Packed layout = new Packed().file("./oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        String manifests = Stream.of(charts).map(layout::manifest).collect(Collectors.joining(","));
        return layout.file("./index.json", "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(manifests));
    }

    /// Adds a chart and its manifest; answers the manifest's descriptor.
    public String manifest(ChartArchive chart) {
        file("./blobs/sha256/" + chart.digest(), chart.bytes());
        return blob("application/vnd.oci.image.manifest.v1+json", """
                {"schemaVersion": 2, "layers": [{
                  "mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
                  "digest": "sha256:%s", "size": %d}]}
                """.formatted(chart.digest(), chart.size()));
    }

    /// Adds a blob; answers its descriptor.
    public String blob(String mediaType, String text) {
        String digest = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        file("./blobs/sha256/" + digest, text);
        return "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\"}".formatted(mediaType, digest);
    }

    public Packed file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Packed file(String name, byte[] content) {
        return entry(new TarArchiveEntry(name, true), content, _ -> {});
    }

    public Packed link(String name, String target) {
        return entry(
                new TarArchiveEntry(name, TarConstants.LF_SYMLINK), new byte[0], entry -> entry.setLinkName(target));
    }

    public Packed device(String name) {
        return entry(new TarArchiveEntry(name, TarConstants.LF_CHR), new byte[0], _ -> {});
    }

    public ChartArchive archive() {
        return ChartArchive.of(bytes());
    }

    public byte[] bytes() {
        try {
            tar.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// A definition of `<plural>.example.com`.
    public static String crd(String plural, String padding) {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %1$s.example.com, annotations: {padding: "%2$s"}}
                spec:
                  group: example.com
                  names: {kind: Thing, plural: %1$s}
                  scope: Namespaced
                  versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
                """.formatted(plural, padding);
    }

    private Packed entry(TarArchiveEntry entry, byte[] content, Consumer<TarArchiveEntry> shape) {
        try {
            entry.setSize(content.length);
            shape.accept(entry);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
