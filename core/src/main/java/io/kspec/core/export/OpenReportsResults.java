package io.kspec.core.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.Control;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The results of a report by the namespace they belong to; the empty name is the cluster's, and comes first.
final class OpenReportsResults {
    private static final int LONGEST_TEXT = 4_096;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Report report;
    private final Map<String, List<ObjectNode>> byNamespace = new TreeMap<>(Map.of("", new ArrayList<>()));

    private OpenReportsResults(Report report) {
        this.report = report;
    }

    static Map<String, List<ObjectNode>> byNamespace(Report report) {
        var results = new OpenReportsResults(report);
        report.entries().forEach(results::add);
        return results.byNamespace;
    }

    private void add(Entry entry) {
        entry.findings().forEach(finding -> add(entry, finding, "fail", Map.of()));
        entry.exempted()
                .forEach(pardoned -> add(
                        entry,
                        pardoned.finding(),
                        "skip",
                        Map.of("exemption", pardoned.exemption(), "approval", report.words(pardoned.exemption()))));
        switch (entry.status()) {
            case PASS -> {
                if (!entry.excused()) {
                    whole(entry, "pass", entry.result().message(), Map.of());
                }
            }
            case FAIL -> entry.result().gaps().forEach(gap -> whole(entry, "error", gap.sentence(), Map.of()));
            case MANUAL -> whole(entry, "skip", entry.result().message(), Map.of("manual", "true"));
            case NOT_EVALUATED -> whole(entry, "error", entry.result().message(), Map.of());
            case SKIP -> whole(entry, "skip", entry.result().message(), Map.of());
        }
    }

    private void whole(Entry entry, String word, String message, Map<String, String> properties) {
        list("").add(result(entry, word, message, properties));
    }

    private void add(Entry entry, Finding finding, String word, Map<String, String> more) {
        Violation violation = finding.violation();
        SubjectRef subject = violation.subject();
        var properties = new LinkedHashMap<String, String>();
        properties.put("path", violation.path().pointer());
        properties.put("observed", violation.observed());
        properties.put("demanded", violation.demanded());
        properties.put("remediation", violation.fix());
        properties.put("fingerprint", finding.fingerprint());
        if (!subject.container().isEmpty()) {
            properties.put("container", subject.container());
        }
        finding.place().ifPresent(place -> properties.put("location", place.display()));
        properties.putAll(more);
        ObjectNode result = result(entry, word, violation.sentence(), properties);
        result.putArray("resources").add(reference(subject));
        list(KubernetesName.isNamespace(subject.namespace()) ? subject.namespace() : "")
                .add(result);
    }

    private List<ObjectNode> list(String namespace) {
        return byNamespace.computeIfAbsent(namespace, _ -> new ArrayList<>());
    }

    private ObjectNode result(Entry entry, String word, String message, Map<String, String> more) {
        var card = entry.result().card();
        ObjectNode result = JSON.objectNode();
        result.put("source", "kspec");
        result.put("policy", report.provenance().specification());
        result.put("rule", entry.id().toString());
        result.put("category", card.category().word());
        result.put("severity", severity(card.severity()));
        result.put("result", word);
        result.put("scored", word.equals("pass") || word.equals("fail"));
        Instant at = report.provenance().at();
        result.putObject("timestamp").put("seconds", at.getEpochSecond()).put("nanos", at.getNano());
        result.put("message", Plain.atMost(LONGEST_TEXT, message));
        ObjectNode properties = result.putObject("properties");
        card.controls().stream()
                .collect(Collectors.groupingBy(
                        Control::framework,
                        LinkedHashMap::new,
                        Collectors.mapping(Control::id, Collectors.joining(", "))))
                .forEach((framework, ids) -> properties.put("control." + framework, ids));
        more.forEach((name, value) -> properties.put(name, Plain.atMost(LONGEST_TEXT, value)));
        return result;
    }

    private static ObjectNode reference(SubjectRef subject) {
        ObjectNode reference = JSON.objectNode();
        reference.put("apiVersion", subject.apiVersion());
        reference.put("kind", subject.kind());
        if (!subject.namespace().isEmpty()) {
            reference.put("namespace", subject.namespace());
        }
        reference.put("name", subject.name());
        return reference;
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "critical";
            case HIGH -> "high";
            case MEDIUM -> "medium";
            case LOW -> "low";
        };
    }
}
