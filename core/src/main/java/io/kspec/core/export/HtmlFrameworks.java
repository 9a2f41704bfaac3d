package io.kspec.core.export;

import io.kspec.core.export.page.Mark;
import io.kspec.core.export.page.Page;
import io.kspec.core.scan.RuleStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Words the frameworks: each control with its state and the rules that are evidence for it.
final class HtmlFrameworks {
    private HtmlFrameworks() {}

    static List<Page.Framework> of(Report report) {
        Map<String, List<ControlEvidence>> frameworks = ControlEvidence.all(report).stream()
                .collect(Collectors.groupingBy(
                        evidence -> evidence.control().framework(), LinkedHashMap::new, Collectors.toList()));
        return frameworks.entrySet().stream()
                .map(each -> framework(each.getKey(), each.getValue()))
                .toList();
    }

    private static Page.Framework framework(String framework, List<ControlEvidence> controls) {
        List<Page.Tally> tallies = Stream.of(Mark.values())
                .map(mark -> new Page.Tally(mark, (int) controls.stream()
                        .filter(evidence -> mark(evidence) == mark)
                        .count()))
                .filter(tally -> tally.number() > 0)
                .toList();
        return new Page.Framework(
                "framework-" + StableHash.hex(framework).substring(0, 12),
                FrameworkTitles.title(framework),
                tallies,
                controls.stream().map(HtmlFrameworks::control).toList());
    }

    private static Page.Control control(ControlEvidence evidence) {
        return new Page.Control(
                evidence.control().id(),
                mark(evidence),
                evidence.entries().stream().map(HtmlFrameworks::rule).toList());
    }

    private static Page.Rule rule(Entry entry) {
        return new Page.Rule(
                entry.status() == RuleStatus.FAIL ? HtmlPage.anchor(entry) : "",
                Plain.visible(entry.id().toString()),
                mark(ControlState.of(List.of(entry))));
    }

    /// Partial evidence never passes a control whole.
    private static Mark mark(ControlEvidence evidence) {
        Mark mark = mark(evidence.state());
        return mark == Mark.PASSES && !evidence.whole() ? Mark.PASSES_IN_PART : mark;
    }

    private static Mark mark(ControlState state) {
        return switch (state) {
            case BROKEN -> Mark.BROKEN;
            case NOT_EVALUATED -> Mark.NOT_EVALUATED;
            case EXEMPTED -> Mark.EXEMPTED;
            case MANUAL -> Mark.MANUAL;
            case PASSES -> Mark.PASSES;
            case NOT_ASKED -> Mark.NOT_ASKED;
        };
    }
}
