package io.kspec.cli.drift;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.Printable;
import io.kspec.core.report.ClusterSpecRef;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftReportSpec;
import io.kspec.core.rulebook.Rulebook;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Drift as people and as programs read it.
final class DriftText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DriftText() {}

    static List<String> lines(Rulebook rulebook, FoundDrift drift) {
        if (drift.events().isEmpty()) {
            String found = drift.gaps().isEmpty() ? "no drift from %s" : "no drift from %s found, and not all was read";
            return List.of(Printable.line(found.formatted(rulebook.specification())));
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("SEVERITY", "TYPE", "DRIFT", "RESOURCE", "WHAT"));
        drift.events().forEach(event -> rows.add(row(event)));
        var lines = new ArrayList<>(Columns.lines(rows));
        lines.add("");
        lines.add("%d differences from %s: %d of policies, %d failing checks; the worst is %s"
                .formatted(
                        drift.events().size(),
                        Printable.line(rulebook.specification()),
                        drift.count(DriftEventType.POLICY),
                        drift.count(DriftEventType.COMPLIANCE),
                        drift.severity().word()));
        if (drift.count(DriftEventType.POLICY) > 0) {
            lines.add("Next: kspec enforce puts policies right; kspec scan tells where checks fail.");
        }
        return lines;
    }

    private static List<String> row(DriftEvent event) {
        return List.of(
                event.severity().word(),
                event.type().word(),
                event.driftType().word(),
                "%s/%s".formatted(event.resource().kind(), event.resource().name()),
                Objects.requireNonNullElse(event.message(), ""));
    }

    /// The `spec` of a DriftReport, with counts and with what could not be read beside it.
    static ObjectNode json(Rulebook rulebook, FoundDrift drift, Instant now) {
        ObjectNode json = JSON.valueToTree(new DriftReportSpec(
                new ClusterSpecRef(rulebook.specification(), rulebook.version().orElse(null)),
                null,
                null,
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                !drift.events().isEmpty(),
                drift.severity(),
                drift.events()));
        json.putObject("counts")
                .put("total", drift.events().size())
                .put("policies", drift.count(DriftEventType.POLICY))
                .put("compliance", drift.count(DriftEventType.COMPLIANCE))
                .put("configuration", drift.count(DriftEventType.CONFIGURATION));
        ArrayNode gaps = json.putArray("notEvaluated");
        drift.gaps().forEach(gaps::add);
        return json;
    }
}
