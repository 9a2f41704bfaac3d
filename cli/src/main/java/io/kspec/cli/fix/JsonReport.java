package io.kspec.cli.fix;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.kspec.core.rule.RuleId;
import io.kspec.core.verdict.SubjectRef;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/// The outcome for programs, as `docs/fix.md` describes it.
final class JsonReport {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private final JsonGenerator json;
    private final Outcome outcome;

    private JsonReport(JsonGenerator json, Outcome outcome) {
        this.json = json;
        this.outcome = outcome;
    }

    static void print(Outcome outcome, PrintWriter out) {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));
            new JsonReport(json, outcome).report();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        out.println();
    }

    private void report() throws IOException {
        json.writeStartObject();
        json.writeBooleanField("done", outcome.done());
        json.writeArrayFieldStart("files");
        for (Mended file : outcome.changed()) {
            file(file);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("byHand");
        for (Left left : outcome.left()) {
            json.writeStartObject();
            json.writeStringField("file", left.file());
            about(left.rule(), left.object());
            json.writeStringField("hint", left.hint());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unread");
        for (String gap : outcome.gaps()) {
            json.writeString(gap);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void file(Mended file) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file.source().source());
        json.writeArrayFieldStart("fixed");
        for (Applied applied : file.applied()) {
            json.writeStartObject();
            about(applied.rule(), applied.object());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField(
                "diff",
                String.join(
                                "\n",
                                UnifiedDiff.of(
                                        file.source().source(), file.source().text(), file.text())) + "\n");
        json.writeEndObject();
    }

    private void about(RuleId rule, SubjectRef object) throws IOException {
        json.writeStringField("rule", rule.toString());
        json.writeStringField("kind", object.kind());
        json.writeStringField("namespace", object.namespace());
        json.writeStringField("name", object.name());
    }
}
