package io.kspec.core.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// OSCAL assessment results: an observation for each rule that was asked, a finding for each control that the rules
/// can say something about, a risk for each exemption.
///
/// UUIDs come from stable keys, so that an auditor can compare two runs; only the document's own carry the time.
///
/// **Source** NIST OSCAL 1.1.2, assessment results model.
final class OscalReport {
    static final String NAMESPACE = "https://kspec.io/ns/oscal";
    private static final String OSCAL_VERSION = "1.1.2";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Report report;
    private final OscalKeys keys;
    private final List<OscalControl> controls;

    private OscalReport(Report report) {
        this.report = report;
        this.keys = OscalKeys.of(report.provenance());
        this.controls = OscalControl.all(report);
    }

    static void write(Report report, Writer out) throws IOException {
        ObjectNode root = JSON.objectNode();
        root.set("assessment-results", new OscalReport(report).document());
        JsonText.write(root, out);
    }

    private ObjectNode document() {
        Provenance provenance = report.provenance();
        String at = provenance.at().toString();
        String plan = keys.uuid("plan");
        ObjectNode document = JSON.objectNode();
        document.put("uuid", keys.uuid("document " + at));
        document.putObject("metadata")
                .put("title", "Assessment of " + OscalText.line(provenance.subject()))
                .put("last-modified", at)
                .put("version", at)
                .put("oscal-version", OSCAL_VERSION)
                .putArray("props")
                .add(property("kspec-version", provenance.version()))
                .add(property("specification", provenance.specification()));
        document.putObject("import-ap").put("href", "#" + plan);
        document.putArray("results").add(result(at));
        document.putObject("back-matter")
                .putArray("resources")
                .addObject()
                .put("uuid", plan)
                .put("title", "ClusterSpecification " + OscalText.line(provenance.specification()))
                .put("description", "Where it was found: " + OscalText.line(provenance.origin()));
        return document;
    }

    private ObjectNode result(String at) {
        Provenance provenance = report.provenance();
        ObjectNode result = JSON.objectNode();
        result.put("uuid", keys.uuid("result " + at));
        result.put("title", "Scan by " + OscalText.line(provenance.specification()));
        result.put(
                "description",
                "%d of %d rules passed, %d failed, %d are for a person to check, %d could not be evaluated."
                        .formatted(
                                report.summary().passed(),
                                report.summary().total(),
                                report.summary().failed(),
                                report.summary().manual(),
                                report.summary().notEvaluated()));
        result.put("start", at);
        result.put("end", at);
        result.putArray("props")
                .add(property("score", Integer.toString(report.summary().score())))
                .add(property("coverage", Integer.toString(report.coverage())));
        var subjects = new OscalSubjects(keys, provenance);
        ArrayNode observations = new OscalObservations(report, keys, subjects).all();
        result.set("local-definitions", subjects.definitions());
        result.set("reviewed-controls", OscalControl.reviewed(controls));
        addUnlessEmpty(result, "observations", observations);
        addUnlessEmpty(result, "risks", new OscalRisks(report, keys).all());
        addUnlessEmpty(result, "findings", findings());
        addLog(result, at);
        return result;
    }

    private ArrayNode findings() {
        ArrayNode findings = JSON.arrayNode();
        controls.forEach(control -> control.finding(keys).ifPresent(findings::add));
        return findings;
    }

    /// What could not be read, and so has no finding.
    private void addLog(ObjectNode result, String at) {
        ArrayNode entries = JSON.arrayNode();
        for (Entry entry : report.entries()) {
            for (Failure gap : entry.result().gaps()) {
                entries.addObject()
                        .put("uuid", keys.uuid("gap %s %s".formatted(entry.id(), gap.sentence())))
                        .put("title", OscalText.line("Not evaluated: " + entry.id()))
                        .put("description", OscalText.line(gap.sentence()))
                        .put("start", at);
            }
        }
        if (!entries.isEmpty()) {
            result.putObject("assessment-log").set("entries", entries);
        }
    }

    /// OSCAL has no empty lists.
    private static void addUnlessEmpty(ObjectNode result, String name, ArrayNode list) {
        if (!list.isEmpty()) {
            result.set(name, list);
        }
    }

    static ObjectNode property(String name, String value) {
        return JSON.objectNode().put("name", name).put("ns", NAMESPACE).put("value", OscalText.line(value));
    }
}
