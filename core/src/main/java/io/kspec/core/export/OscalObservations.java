package io.kspec.core.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import java.util.stream.Stream;

/// One observation for each rule that was asked, with what it was about and what was seen there.
final class OscalObservations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Report report;
    private final OscalKeys keys;
    private final OscalSubjects subjects;

    OscalObservations(Report report, OscalKeys keys, OscalSubjects subjects) {
        this.report = report;
        this.keys = keys;
        this.subjects = subjects;
    }

    ArrayNode all() {
        ArrayNode observations = JSON.arrayNode();
        report.entries().stream()
                .filter(entry -> entry.status() != RuleStatus.SKIP)
                .map(this::observation)
                .forEach(observations::add);
        return observations;
    }

    private ObjectNode observation(Entry entry) {
        var card = entry.result().card();
        ObjectNode observation = JSON.objectNode();
        observation.put("uuid", keys.observation(entry));
        observation.put("title", OscalText.line(card.title()));
        observation.put("description", OscalText.line(entry.result().message()));
        observation
                .putArray("props")
                .add(OscalReport.property("rule", entry.id().toString()))
                .add(OscalReport.property("status", entry.status().word()))
                .add(OscalReport.property("severity", card.severity().word()));
        observation.putArray("methods").add("TEST");
        observation.putArray("types").add("control-objective");
        observation.set("subjects", subjects(entry));
        ArrayNode evidence = evidence(entry);
        if (!evidence.isEmpty()) {
            observation.set("relevant-evidence", evidence);
        }
        observation.put("collected", report.provenance().at().toString());
        return observation;
    }

    private ArrayNode subjects(Entry entry) {
        ArrayNode list = JSON.arrayNode();
        list.add(subjects.whole());
        findings(entry)
                .map(finding -> finding.violation().subject())
                .<JsonNode>map((SubjectRef subject) -> subjects.object(subject))
                .distinct()
                .forEach(list::add);
        return list;
    }

    private static ArrayNode evidence(Entry entry) {
        ArrayNode list = JSON.arrayNode();
        findings(entry).forEach(finding -> {
            Violation violation = finding.violation();
            list.addObject()
                    .put(
                            "description",
                            OscalText.line("%s: %s. %s"
                                    .formatted(violation.subject().display(), violation.sentence(), violation.fix())));
        });
        return list;
    }

    private static Stream<Finding> findings(Entry entry) {
        return Stream.concat(
                entry.findings().stream(), entry.exempted().stream().map(Exempted::finding));
    }
}
