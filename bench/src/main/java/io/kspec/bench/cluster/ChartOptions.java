package io.kspec.bench.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The options of the virtual machine that the chart sets by default.
public final class ChartOptions {
    private static final String VALUES = "charts/kspec-operator/values.yaml";

    /// How the allocator of the C library is asked to behave; a variable, as the chart sets it.
    static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1");

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
