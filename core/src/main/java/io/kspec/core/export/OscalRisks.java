package io.kspec.core.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An approved deviation for each pardoned finding.
final class OscalRisks {
    private static final String APPROVED = "deviation-approved";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Report report;
    private final OscalKeys keys;

    OscalRisks(Report report, OscalKeys keys) {
        this.report = report;
        this.keys = keys;
    }

    ArrayNode all() {
        ArrayNode risks = JSON.arrayNode();
        report.entries().forEach(entry -> entry.exempted().forEach(pardoned -> risks.add(risk(entry, pardoned))));
        return risks;
    }

    private ObjectNode risk(Entry entry, Exempted pardoned) {
        var violation = pardoned.finding().violation();
        String statement = OscalText.line("%s: %s".formatted(violation.subject().display(), violation.sentence()));
        String exemption = OscalText.line("Exemption " + pardoned.exemption());
        ObjectNode risk = JSON.objectNode();
        risk.put("uuid", keys.risk(pardoned));
        risk.put("title", exemption);
        risk.put(
                "description",
                OscalText.line("%s There is an %s"
                        .formatted(entry.result().card().why(), report.words(pardoned.exemption()))));
        risk.put("statement", statement);
        risk.put("status", APPROVED);
        risk.putObject("risk-log")
                .putArray("entries")
                .addObject()
                .put("uuid", keys.uuid("entry of " + keys.risk(pardoned)))
                .put("title", exemption)
                .put("start", report.provenance().at().toString())
                .put("status-change", APPROVED);
        return risk;
    }
}
