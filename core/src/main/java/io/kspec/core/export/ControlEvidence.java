package io.kspec.core.export;

import io.kspec.core.rule.Control;
import io.kspec.core.scan.RuleStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A control with every rule of the report that is evidence for it.
record ControlEvidence(Control control, List<Entry> entries) {
    ControlEvidence {
        entries = List.copyOf(entries);
    }

    /// Every control of a report: frameworks in the order in which rules name them, ids as people count.
    static List<ControlEvidence> all(Report report) {
        var byFramework = new LinkedHashMap<String, Map<String, List<Entry>>>();
        for (Entry entry : report.entries()) {
            for (Control control : entry.result().card().controls()) {
                byFramework
                        .computeIfAbsent(control.framework(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(control.id(), _ -> new ArrayList<>())
                        .add(entry);
            }
        }
        var all = new ArrayList<ControlEvidence>();
        byFramework.forEach((framework, controls) -> controls.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ControlEvidence::asCounted))
                .map(each -> new ControlEvidence(
                        new Control(framework, each.getKey(), Control.Strength.PARTIAL), each.getValue()))
                .forEach(all::add));
        return all;
    }

    /// Whether a rule that passes answers the whole question of the control.
    boolean whole() {
        return entries.stream()
                .filter(entry -> entry.status() == RuleStatus.PASS)
                .flatMap(entry -> entry.result().card().controls().stream())
                .anyMatch(one -> one.strength() == Control.Strength.FULL
                        && one.framework().equals(control.framework())
                        && one.id().equals(control.id()));
    }

    ControlState state() {
        return ControlState.of(entries);
    }

    /// 5.2.2 before 5.2.10.
    private static int asCounted(String one, String other) {
        return padded(one).compareTo(padded(other));
    }

    private static String padded(String id) {
        var text = new StringBuilder();
        for (String part : id.splitWithDelimiters("[0-9]+", 0)) {
            boolean number = !part.isEmpty() && Character.isDigit(part.charAt(0));
            text.append(number ? "0".repeat(Math.max(0, 6 - part.length())) + part : part);
        }
        return text.toString();
    }
}
