package io.kspec.cli.crd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Rollback;
import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.crd.object.Weighed;
import java.util.List;

/// Comparisons for programs: that of one definition as it is; those of several under `crds`, each with its name.
final class CrdDiffJson {
    private CrdDiffJson() {}

    /// @param asked whether stored objects were asked about
    static ObjectNode of(List<Weighed> weighed, boolean asked) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (weighed.size() == 1) {
            one(json, weighed.getFirst(), asked);
            return json;
        }
        json.put(
                "compatible", weighed.stream().noneMatch(one -> one.comparison().breaks()));
        ArrayNode crds = json.putArray("crds");
        weighed.forEach(one -> one(crds.addObject().put("name", one.comparison().name()), one, asked));
        return json;
    }

    private static void one(ObjectNode json, Weighed weighed, boolean asked) {
        comparison(json, weighed.comparison());
        if (asked) {
            EvidenceJson.add(json.putArray("evidence"), weighed.seen());
        }
    }

    private static void comparison(ObjectNode json, Comparison comparison) {
        json.put("compatible", !comparison.breaks());
        ArrayNode breaking = json.putArray("breaking");
        ArrayNode warnings = json.putArray("warnings");
        ArrayNode info = json.putArray("info");
        for (Finding finding : comparison.findings()) {
            switch (finding.up()) {
                case REJECT, LOSS, BREAK -> breaking.add(finding(finding));
                case WARN -> warnings.add(finding(finding));
                case INFO, OK -> info.add(finding(finding));
            }
        }
        Rollback rollback = comparison.rollback();
        ArrayNode reasons =
                json.putObject("rollback").put("safe", rollback.safe()).putArray("reasons");
        rollback.reasons().forEach(reasons::add);
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("rule", finding.rule())
                .put("version", finding.version())
                .put("path", finding.path())
                .put("old", finding.before())
                .put("new", finding.after())
                .put("why", finding.why());
        severity(json, finding.up(), finding.back());
        return json;
    }

    private static void severity(ObjectNode json, Severity up, Severity back) {
        json.putObject("severity").put("up", up.word()).put("back", back.word());
    }
}
