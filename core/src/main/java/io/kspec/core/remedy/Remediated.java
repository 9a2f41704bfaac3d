package io.kspec.core.remedy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was changed of an object, as an annotation of the object remembers it: enough to undo it when no report is
/// left.
///
/// @param entries one per field, in the order in which they were changed first
public record Remediated(List<Entry> entries) {
    public static final String ANNOTATION = "kspec.io/remediated";
    static final Spot SPOT = Spot.ROOT.then("metadata").then("annotations").then(ANNOTATION);
    /// Bytes, of the 256 KiB that all annotations of an object may take together.
    static final int LONGEST = 32 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    /// One field that was changed.
    ///
    /// @param rule its id
    /// @param at when, RFC 3339
    public record Entry(String rule, String at, FieldChange change) {}

    public Remediated {
        entries = List.copyOf(entries);
    }

    /// What an object says of itself; empty when nothing was changed, or the annotation cannot be read.
    public static Remediated of(JsonNode object) {
        try {
            var entries = new ArrayList<Entry>();
            for (JsonNode entry : JSON.readTree(SPOT.in(object).asText(""))) {
                read(entry).ifPresent(entries::add);
            }
            return new Remediated(entries);
        } catch (JsonProcessingException garbled) {
            return new Remediated(List.of());
        }
    }

    private static Optional<Entry> read(JsonNode entry) {
        String path = entry.path("path").asText("");
        if (!path.startsWith("/spec/")) { // nothing but what a remedy changes is ever put back
            return Optional.empty();
        }
        return Optional.of(new Entry(
                entry.path("rule").asText(""),
                entry.path("at").asText(""),
                new FieldChange(
                        Spot.at(path), Optional.ofNullable(entry.get("old")), Optional.ofNullable(entry.get("new")))));
    }

    /// With further changes. A field that kspec changed before, and nobody since, keeps the value from before the
    /// first change.
    Remediated and(String rule, List<FieldChange> changes, Instant now) {
        Map<Spot, Entry> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(entry.change().spot(), entry));
        for (FieldChange change : changes) {
            Optional<JsonNode> first = Optional.ofNullable(all.get(change.spot()))
                    .map(Entry::change)
                    .filter(earlier -> earlier.after().equals(change.before()))
                    .orElse(change)
                    .before();
            all.put(
                    change.spot(),
                    new Entry(
                            rule,
                            now.truncatedTo(ChronoUnit.SECONDS).toString(),
                            new FieldChange(change.spot(), first, change.after())));
        }
        return new Remediated(List.copyOf(all.values()));
    }

    /// The annotation's text.
    String text() {
        var list = JsonNodeFactory.instance.arrayNode();
        for (Entry entry : entries) {
            ObjectNode json = list.addObject()
                    .put("rule", entry.rule())
                    .put("at", entry.at())
                    .put("path", entry.change().spot().pointer());
            entry.change().before().ifPresent(value -> json.set("old", value));
            entry.change().after().ifPresent(value -> json.set("new", value));
        }
        return list.toString();
    }
}
