package io.kspec.core.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Control;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.verdict.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// SARIF 2.1.0: one run, a rule per entry, a result per finding, a taxonomy per framework.
///
/// **Source** OASIS SARIF 2.1.0 (columns count code points, `columnKind`); limits as code-scanning hosts set them:
/// 25,000 results in a run, 20 tags to a rule.
final class SarifReport {
    static final int MOST_RESULTS = 25_000;
    private static final int MOST_TAGS = 20;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Report report;
    private final SarifTaxonomies taxonomies;

    /// Which rules have results. Why both: docs/decisions/0012.
    enum Results {
        TO_LOOK_AT,
        ALL;

        boolean include(RuleStatus status) {
            return switch (status) {
                case FAIL, MANUAL, NOT_EVALUATED -> true;
                case PASS, SKIP -> this == ALL;
            };
        }
    }

    private SarifReport(Report report) {
        this.report = report;
        this.taxonomies = SarifTaxonomies.of(report);
    }

    static void write(Report report, Results which, Writer out) throws IOException {
        ObjectNode log = JSON.objectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.putArray("runs").add(new SarifReport(report).run(which));
        JsonText.write(log, out);
    }

    private ObjectNode run(Results which) {
        List<ObjectNode> results = new SarifResults(report, taxonomies).of(which);
        int leftOut = Math.max(0, results.size() - MOST_RESULTS);
        ObjectNode run = JSON.objectNode();
        run.set("tool", tool());
        run.putObject("automationDetails")
                .put("id", "kspec/%s/".formatted(report.provenance().specification()));
        run.put("columnKind", "unicodeCodePoints");
        run.putArray("invocations").add(invocation(leftOut));
        if (!taxonomies.isEmpty()) {
            run.set("taxonomies", taxonomies.components());
        }
        ArrayNode list = run.putArray("results");
        results.stream().limit(MOST_RESULTS).forEach(list::add);
        run.set("properties", properties(leftOut));
        return run;
    }

    private ObjectNode tool() {
        ObjectNode driver = JSON.objectNode();
        driver.put("name", "kspec");
        driver.put("version", report.provenance().version());
        driver.put("informationUri", "https://kspec.io");
        if (!taxonomies.isEmpty()) {
            driver.set("supportedTaxonomies", taxonomies.references());
        }
        ArrayNode rules = driver.putArray("rules");
        report.entries().forEach(entry -> rules.add(rule(entry)));
        return JSON.objectNode().set("driver", driver);
    }

    private ObjectNode rule(Entry entry) {
        RuleCard card = entry.result().card();
        ObjectNode rule = JSON.objectNode();
        rule.put("id", entry.id().toString());
        rule.set("shortDescription", text(card.title()));
        rule.set("fullDescription", text(card.why()));
        rule.putObject("help")
                .put("text", "%s %s".formatted(card.why(), card.fix()))
                .put("markdown", "%s\n\n**Fix:** %s".formatted(card.why(), card.fix()));
        rule.putObject("defaultConfiguration").put("level", level(card.severity()));
        ArrayNode relationships = JSON.arrayNode();
        card.controls().forEach(control -> relationships
                .addObject()
                .<ObjectNode>set("target", taxonomies.reference(control))
                .putArray("kinds")
                .add("relevant"));
        if (!relationships.isEmpty()) {
            rule.set("relationships", relationships);
        }
        ObjectNode properties = rule.putObject("properties");
        ArrayNode tags = properties.putArray("tags");
        tags.add("security").add(card.category().word());
        card.controls().stream()
                .map(Control::display)
                .distinct()
                .limit(MOST_TAGS - 2)
                .forEach(tags::add);
        properties.put("security-severity", securitySeverity(card.severity()));
        return rule;
    }

    /// What could not be read makes the run unsuccessful: its results are not the whole truth.
    private ObjectNode invocation(int leftOut) {
        ObjectNode invocation = JSON.objectNode();
        ArrayNode notifications = JSON.arrayNode();
        boolean complete = true;
        for (int index = 0; index < report.entries().size(); index++) {
            Entry entry = report.entries().get(index);
            for (Failure gap : entry.result().gaps()) {
                complete = false;
                notifications
                        .addObject()
                        .put("level", "error")
                        .<ObjectNode>set("message", text(gap.sentence()))
                        .putObject("associatedRule")
                        .put("id", entry.id().toString())
                        .put("index", index);
            }
        }
        if (leftOut > 0) {
            notifications
                    .addObject()
                    .put("level", "warning")
                    .set(
                            "message",
                            text(
                                    "%d results were left out: no host takes more than %d. kspec scan -o json has them all."
                                            .formatted(leftOut, MOST_RESULTS)));
        }
        invocation.put("executionSuccessful", complete);
        invocation.put("endTimeUtc", report.provenance().at().toString());
        if (!notifications.isEmpty()) {
            invocation.set("toolExecutionNotifications", notifications);
        }
        return invocation;
    }

    private ObjectNode properties(int leftOut) {
        ObjectNode properties = JSON.objectNode();
        properties.put("specification", report.provenance().specification());
        properties.put("subject", report.provenance().subject());
        properties.put("score", report.summary().score());
        properties.put("coverage", report.coverage());
        properties.put("passed", report.summary().passed());
        properties.put("notAsked", report.summary().skipped());
        properties.put("resultsLeftOut", leftOut);
        return properties;
    }

    static ObjectNode text(String text) {
        return JSON.objectNode().put("text", text);
    }

    static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    /// From 9 on hosts show critical, from 7 high, from 4 medium, below low.
    private static String securitySeverity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
        };
    }
}
