package io.kspec.cli.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.kspec.core.exemption.Exemption;
import io.kspec.core.exemption.ExemptionUse;
import io.kspec.core.exemption.Pardon;
import io.kspec.core.rule.Control;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.Summary;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/// The scan for programs, as `docs/schemas/scan-result.schema.json` describes it.
final class JsonReport {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private final JsonGenerator json;
    private final Judged judged;

    private JsonReport(JsonGenerator json, Judged judged) {
        this.json = json;
        this.judged = judged;
    }

    static void print(Judged judged, PrintWriter out) {
        var layout = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(layout);
            new JsonReport(json, judged).report();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        out.println();
    }

    private void report() throws IOException {
        json.writeStartObject();
        json.writeStringField("specification", judged.result().specification());
        json.writeBooleanField("active", judged.result().active());
        summary(judged.result().summary());
        json.writeArrayFieldStart("results");
        for (RuleResult result : judged.result().results()) {
            result(result);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("exemptions");
        for (ExemptionUse use : judged.result().exemptions()) {
            exemption(use);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void exemption(ExemptionUse use) throws IOException {
        Exemption exemption = use.exemption();
        json.writeStartObject();
        json.writeStringField("name", exemption.name());
        json.writeStringField("reason", exemption.reason());
        json.writeStringField("approver", exemption.approver());
        json.writeStringField(
                "expiresAt", exemption.expires().map(Instant::toString).orElse(""));
        json.writeStringField("state", use.state().word());
        json.writeNumberField("pardoned", use.pardoned());
        json.writeEndObject();
    }

    private void summary(Summary summary) throws IOException {
        json.writeObjectFieldStart("summary");
        json.writeNumberField("total", summary.total());
        json.writeNumberField("passed", summary.passed());
        json.writeNumberField("failed", summary.failed());
        json.writeNumberField("manual", summary.manual());
        json.writeNumberField("notEvaluated", summary.notEvaluated());
        json.writeNumberField("skipped", summary.skipped());
        json.writeNumberField("score", summary.score());
        json.writeEndObject();
    }

    private void result(RuleResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", result.card().check());
        json.writeStringField("rule", result.id().toString());
        json.writeStringField("category", result.card().category().word());
        json.writeStringField("severity", result.card().severity().word());
        json.writeStringField("status", result.status().word());
        json.writeStringField("message", result.message());
        json.writeArrayFieldStart("controls");
        for (Control control : result.card().controls()) {
            json.writeString(control.display());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (int index = 0; index < result.findings().size(); index++) {
            finding(result, index);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("exempted");
        for (Pardon pardon : result.exempted()) {
            json.writeStartObject();
            json.writeStringField("exemption", pardon.exemption());
            violation(pardon.violation());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void finding(RuleResult result, int index) throws IOException {
        Violation violation = result.findings().get(index);
        json.writeStartObject();
        violation(violation);
        var location = judged.location(result, index);
        if (location.isPresent()) {
            json.writeObjectFieldStart("location");
            json.writeStringField("file", location.get().file());
            json.writeNumberField("line", location.get().position().line());
            json.writeNumberField("column", location.get().position().column());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void violation(Violation violation) throws IOException {
        subject(violation.subject());
        json.writeStringField("path", violation.path().pointer());
        json.writeStringField("observed", violation.observed());
        json.writeStringField("demanded", violation.demanded());
        json.writeStringField("fix", violation.fix());
    }

    private void subject(SubjectRef subject) throws IOException {
        json.writeObjectFieldStart("subject");
        json.writeStringField("apiVersion", subject.apiVersion());
        json.writeStringField("kind", subject.kind());
        json.writeStringField("namespace", subject.namespace());
        json.writeStringField("name", subject.name());
        json.writeStringField("container", subject.container());
        json.writeEndObject();
    }
}
