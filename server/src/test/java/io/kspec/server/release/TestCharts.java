package io.kspec.server.release;

import io.kspec.server.chart.ChartArchive;
import io.kspec.testkit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Charts written by a test and packaged by the helm program.
final class TestCharts {
    private final Path folder;
    private final Map<String, String> files = new LinkedHashMap<>();

    private TestCharts(Path folder) {
        this.folder = folder;
    }

    /// A chart with a ConfigMap that says `colour` from the values, and a Deployment of one replica.
    static TestCharts plain(Path folder, String version) {
        return new TestCharts(folder)
                .with("Chart.yaml", "apiVersion: v2\nname: sample\nversion: %s\nappVersion: '7'\n".formatted(version))
                .with("values.yaml", "colour: grey\nimage: sample:1\n")
                .with("templates/config.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata:
                          name: {{ .Release.Name }}-config
                        data:
                          colour: {{ .Values.colour }}
                          version: {{ .Chart.Version }}
                        """)
                .with("templates/deployment.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: {{ .Release.Name }}
                        spec:
                          selector: {matchLabels: {app: {{ .Release.Name }}}}
                          template:
                            metadata: {labels: {app: {{ .Release.Name }}}}
                            spec:
                              nodeSelector: {{ toJson (.Values.nodeSelector | default dict) }}
                              containers: [{name: main, image: {{ .Values.image }}}]
                        """);
    }

    TestCharts with(String file, String text) {
        files.put(file, text);
        return this;
    }

    TestCharts withCrd(String file, String plural, String annotations) {
        String kind = plural.substring(0, 1).toUpperCase(Locale.ROOT) + plural.substring(1, plural.length() - 1);
        return with(file, """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata:
                  name: %1$s.release.test
                  annotations: {%3$s}
                spec:
                  group: release.test
                  names: {kind: %2$s, plural: %1$s, singular: %4$s}
                  scope: Namespaced
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(plural, kind, annotations, plural.substring(0, plural.length() - 1)));
    }

    String text(String file) {
        return files.get(file);
    }

    ChartArchive packaged() {
        try {
            Path chart = Files.createTempDirectory(folder, "chart").resolve("sample");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = chart.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            Program.Answer packaged = Program.named("helm", folder)
                    .run(
                            "package",
                            chart.toString(),
                            "--destination",
                            chart.getParent().toString());
            if (!packaged.succeeded()) {
                throw new IllegalStateException(packaged.stderr());
            }
            try (var archives = Files.newDirectoryStream(chart.getParent(), "*.tgz")) {
                return ChartArchive.of(Files.readAllBytes(archives.iterator().next()));
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
