package io.kspec.cli.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Output;
import io.kspec.cli.terminal.PrettyJson;
import io.kspec.cli.terminal.Printable;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.remedy.FieldChange;
import io.kspec.core.remedy.Remediated;
import io.kspec.core.remedy.Undo;
import java.util.ArrayList;
import java.util.List;

/// What was put back and what stays, for people and for programs.
final class UndoText {
    private static final String BACK = "put back";
    private static final String CHANGED = "stays: somebody changed it since";
    private static final String HELD = "stays: another writer demands it";

    private UndoText() {}

    /// @param workload for people
    /// @param stored what the API server made of it
    record Undone(String workload, Undo undo, JsonNode stored, boolean dryRun) {}

    static ExitCode print(Undone undone, Output output, Terminal terminal) {
        List<Remediated.Entry> held = undone.undo().heldByOthers(undone.stored());
        List<Remediated.Entry> back = undone.undo().restored().stream()
                .filter(entry -> !held.contains(entry))
                .toList();
        List<Remediated.Entry> kept = undone.undo().kept();
        switch (output) {
            case JSON -> PrettyJson.print(json(undone, back, held), terminal.out());
            case TABLE -> {
                var rows = new ArrayList<List<String>>();
                rows.add(List.of("RULE", "FIELD", "RESULT"));
                back.forEach(entry -> rows.add(row(entry, BACK)));
                kept.forEach(entry -> rows.add(row(entry, CHANGED)));
                held.forEach(entry -> rows.add(row(entry, HELD)));
                Columns.lines(rows).forEach(terminal.out()::println);
                terminal.out().println();
                terminal.out()
                        .println(
                                undone.dryRun()
                                        ? "%s would be put back so (dry run)".formatted(undone.workload())
                                        : "%s is not changed again while its annotation kspec.io/remediation is disabled"
                                                .formatted(undone.workload()));
            }
        }
        terminal.out().flush();
        return held.isEmpty() && kept.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    /// The change the other way round.
    private static List<String> row(Remediated.Entry entry, String result) {
        FieldChange change = entry.change();
        String field = result.equals(BACK)
                ? new FieldChange(change.spot(), change.after(), change.before()).sentence()
                : change.spot().display();
        return List.of(Printable.line(entry.rule()), Printable.line(field), result);
    }

    private static ObjectNode json(Undone undone, List<Remediated.Entry> back, List<Remediated.Entry> held) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("workload", undone.workload())
                .put("dryRun", undone.dryRun());
        add(json.putArray("putBack"), back);
        add(json.putArray("changedSince"), undone.undo().kept());
        add(json.putArray("demandedByOthers"), held);
        return json;
    }

    private static void add(ArrayNode list, List<Remediated.Entry> entries) {
        entries.forEach(entry -> list.add(ChangeJson.of(entry)));
    }
}
