package io.kspec.bench.memory;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The options of the virtual machine that the chart sets by default.
public final class ChartOptions {
    private static final String VALUES = "charts/kspec-operator/values.yaml";

    private ChartOptions() {}

    /// In their order.
    public static List<String> read(Path home) {
        try {
            String text = Files.readString(home.resolve(VALUES));
            JsonNode values = ((Document) Documents.read(VALUES, text).getFirst()).json();
            return List.of(values.path("javaOptions").asText("").strip().split("\\s+"));
        } catch (IOException unreadable) {
            throw new BenchmarkFailed("%s cannot be read: %s".formatted(VALUES, unreadable.getMessage()));
        }
    }
}
