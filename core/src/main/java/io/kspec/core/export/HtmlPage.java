package io.kspec.core.export;

import io.kspec.core.exemption.ExemptionUse;
import io.kspec.core.export.page.Mark;
import io.kspec.core.export.page.Page;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Control;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.Summary;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Words a report for people.
final class HtmlPage {
    static final int MOST_FINDINGS = 100;
    private static final DateTimeFormatter FOR_PEOPLE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Report report;

    HtmlPage(Report report) {
        this.report = report;
    }

    Page page() {
        return new Page(
                heading(),
                score(),
                report.since().map(earlier -> HtmlDelta.of(earlier, report)),
                report.worstFirst(RuleStatus.FAIL).stream().map(this::broken).toList(),
                HtmlFrameworks.of(report),
                report.entries().stream()
                        .filter(Entry::restates)
                        .map(entry -> Plain.visible(entry.result().message()))
                        .toList(),
                gaps(),
                exemptions(),
                report.exemptions().stream().map(this::exemption).toList(),
                lines(RuleStatus.MANUAL),
                lines(RuleStatus.PASS),
                lines(RuleStatus.SKIP));
    }

    /// The name of a broken rule's section.
    static String anchor(Entry entry) {
        return "rule-" + StableHash.hex(entry.id().toString()).substring(0, 12);
    }

    static String field(FieldPath path) {
        String field = path.dotted();
        return field.isEmpty() ? "the object" : field;
    }

    static String controls(Entry entry) {
        return entry.result().card().controls().stream()
                .collect(Collectors.groupingBy(
                        Control::framework,
                        LinkedHashMap::new,
                        Collectors.mapping(Control::id, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(framework -> "%s: %s".formatted(FrameworkTitles.title(framework.getKey()), framework.getValue()))
                .collect(Collectors.joining("; "));
    }

    private Page.Heading heading() {
        Provenance provenance = report.provenance();
        return new Page.Heading(
                Plain.visible(provenance.subject()),
                Plain.visible(provenance.specification()),
                Plain.visible(provenance.origin()),
                FOR_PEOPLE.format(provenance.at()),
                provenance.version());
    }

    private Page.Score score() {
        Summary summary = report.summary();
        long excused = report.entries().stream().filter(Entry::excused).count();
        List<Page.Count> severities = Stream.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)
                .map(severity -> new Page.Count(severity.word(), broken(severity)))
                .toList();
        List<Page.Tally> counts = List.of(
                new Page.Tally(Mark.BROKEN, summary.failed()),
                new Page.Tally(Mark.NOT_EVALUATED, summary.notEvaluated()),
                new Page.Tally(Mark.EXEMPTED, (int) excused),
                new Page.Tally(Mark.MANUAL, summary.manual()),
                new Page.Tally(Mark.PASSES, summary.passed() - (int) excused),
                new Page.Tally(Mark.NOT_ASKED, summary.skipped()));
        return new Page.Score(
                summary.judged(), summary.score(), report.coverage(), verdict(summary), severities, counts);
    }

    private int broken(Severity severity) {
        return (int) report.worstFirst(RuleStatus.FAIL).stream()
                .filter(entry -> entry.result().card().severity() == severity)
                .count();
    }

    private String verdict(Summary summary) {
        if (!summary.judged()) {
            return "Nothing was judged, so there is no score.";
        }
        String rules = "%d of %d judged rules %s broken."
                .formatted(summary.failed(), summary.passed() + summary.failed(), summary.failed() == 1 ? "is" : "are");
        return report.coverage() == 100
                ? rules
                : rules + " Not everything could be read: what is missing here may be broken, too.";
    }

    private Page.Broken broken(Entry entry) {
        var card = entry.result().card();
        List<Page.Finding> findings = entry.findings().stream()
                .limit(MOST_FINDINGS)
                .map(HtmlPage::finding)
                .toList();
        return new Page.Broken(
                anchor(entry),
                card.severity().word(),
                Plain.visible(entry.id().toString()),
                Plain.visible(entry.result().headline()),
                card.why(),
                Plain.visible(card.fix()),
                controls(entry),
                entry.findings().size(),
                findings,
                entry.findings().size() - findings.size(),
                !entry.result().gaps().isEmpty());
    }

    private static Page.Finding finding(Finding finding) {
        Violation violation = finding.violation();
        return new Page.Finding(
                Plain.visible(violation.subject().display()),
                Plain.visible(finding.place().map(Place::display).orElse("")),
                Plain.visible(field(violation.path())),
                Plain.visible(violation.observed()),
                Plain.visible(violation.demanded()));
    }

    private List<Page.Gap> gaps() {
        Map<Failure, List<String>> rules = new LinkedHashMap<>();
        for (Entry entry : report.entries()) {
            for (Failure gap : entry.result().gaps()) {
                rules.computeIfAbsent(gap, _ -> new ArrayList<>())
                        .add(Plain.visible(entry.id().toString()));
            }
        }
        return rules.entrySet().stream()
                .map(each -> new Page.Gap(
                        Plain.visible(each.getKey().what()),
                        Plain.visible(each.getKey().where()),
                        Plain.visible(each.getKey().remedy()),
                        each.getValue()))
                .toList();
    }

    private List<Page.Pardon> exemptions() {
        return report.entries().stream()
                .flatMap(entry -> entry.exempted().stream().map(pardoned -> pardon(entry, pardoned)))
                .toList();
    }

    private String exemption(ExemptionUse use) {
        return Plain.visible("%s: %s; pardons %d"
                .formatted(use.state().word(), report.words(use.exemption().name()), use.pardoned()));
    }

    private static Page.Pardon pardon(Entry entry, Exempted pardoned) {
        Violation violation = pardoned.finding().violation();
        return new Page.Pardon(
                Plain.visible(pardoned.exemption()),
                Plain.visible(entry.id().toString()),
                Plain.visible(violation.subject().display()),
                Plain.visible(violation.sentence()));
    }

    private List<Page.Line> lines(RuleStatus status) {
        return report.worstFirst(status).stream()
                .filter(entry -> !entry.excused())
                .map(entry -> new Page.Line(
                        Plain.visible(entry.id().toString()),
                        entry.result().card().severity().word(),
                        Plain.visible(entry.result().message()),
                        controls(entry)))
                .toList();
    }
}
