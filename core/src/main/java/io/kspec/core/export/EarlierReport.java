package io.kspec.core.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.SubjectRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// An earlier scan, as `kspec scan -o json` printed it.
///
/// @param name the file it was read from
/// @param score in percent
/// @param findings by fingerprint
public record EarlierReport(String name, String specification, int score, Map<String, Known> findings) {
    public EarlierReport {
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
    }

    /// A finding of then.
    ///
    /// @param subject for people: `Pod shop/web (container app)`
    public record Known(String rule, String subject, FieldPath place) {}

    /// Read, or the reason why it could not be.
    public sealed interface Reading {
        record Known(EarlierReport report) implements Reading {}

        record Unknown(Failure why) implements Reading {}
    }

    /// Reads what `kspec scan -o json` printed.
    ///
    /// @param name of the file, for messages
    public static Reading read(String name, JsonNode json) {
        JsonNode score = json.path("summary").path("score");
        boolean isReport = json.path("specification").isTextual()
                && score.isInt()
                && json.path("results").isArray();
        if (!isReport) {
            return new Reading.Unknown(new Failure.Malformed(
                    "this is no report of a scan", name, "Name a file that kspec scan -o json has written."));
        }
        var findings = new LinkedHashMap<String, Known>();
        for (JsonNode result : json.path("results")) {
            findings.putAll(findings(result));
        }
        return new Reading.Known(
                new EarlierReport(name, json.path("specification").asText(), score.asInt(), findings));
    }

    private static Map<String, Known> findings(JsonNode result) {
        var found = new LinkedHashMap<String, Known>();
        String rule = result.path("rule").asText("");
        for (JsonNode finding : result.path("findings")) {
            SubjectRef subject = subject(finding.path("subject"));
            String path = finding.path("path").asText("");
            found.put(Fingerprint.of(rule, subject, path), new Known(rule, subject.display(), place(path)));
        }
        return found;
    }

    /// Reads a JSON pointer (RFC 6901).
    private static FieldPath place(String pointer) {
        return pointer.isEmpty()
                ? FieldPath.ROOT
                : new FieldPath(Stream.of(pointer.substring(1).split("/", -1))
                        .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                        .toList());
    }

    private static SubjectRef subject(JsonNode json) {
        return new SubjectRef(
                json.path("apiVersion").asText(""),
                json.path("kind").asText(""),
                json.path("namespace").asText(""),
                json.path("name").asText(""),
                json.path("container").asText(""));
    }
}
