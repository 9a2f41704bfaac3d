package io.kspec.server.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.version.SemanticVersion;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An `index.yaml`, as Helm's repositories publish it.
final class RepositoryIndex {
    private RepositoryIndex() {}

    static Listing read(URI index, String chart, String text) {
        Optional<JsonNode> entries = Documents.read(index.toString(), text).stream()
                .filter(Document.class::isInstance)
                .map(part -> ((Document) part).json().path("entries"))
                .filter(JsonNode::isObject)
                .findFirst();
        if (entries.isEmpty()) {
            return new Listing.Unreachable(new Failure.Malformed(
                    "this is no index of a chart repository",
                    index.toString(),
                    "Give the address of a repository that has an index.yaml."));
        }
        JsonNode versions = entries.get().path(chart);
        return versions.isArray() && !versions.isEmpty()
                ? new Listing.Listed(entries(index, versions))
                : new Listing.NoSuchChart(new Failure.Malformed(
                        "the repository has no chart %s".formatted(chart),
                        index.toString(),
                        "Name one that its index.yaml lists."));
    }

    private static List<ChartEntry> entries(URI index, JsonNode versions) {
        return versions.valueStream().flatMap(entry -> entry(index, entry)).toList();
    }

    private static Stream<ChartEntry> entry(URI index, JsonNode entry) {
        String url = entry.path("urls").path(0).asText("");
        return SemanticVersion.parse(entry.path("version").asText("")).stream()
                .filter(_ -> !url.isEmpty())
                .map(version -> new ChartEntry(
                        version,
                        index.resolve(url).toString(),
                        entry.path("digest").asText("").replaceFirst("^sha256:", ""),
                        time(entry.path("created").asText("")),
                        entry.path("deprecated").asBoolean(false),
                        Optional.of(entry.path("annotations")
                                        .path("artifacthub.io/changelogUrl")
                                        .asText(""))
                                .filter(text -> !text.isEmpty())));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty(); // the time is for people only
        }
    }
}
