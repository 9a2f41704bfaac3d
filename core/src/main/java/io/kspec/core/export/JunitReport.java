package io.kspec.core.export;

import io.kspec.core.failure.Failure;
import io.kspec.core.junit.JunitXml;
import io.kspec.core.junit.JunitXml.Outcome;
import io.kspec.core.verdict.Violation;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One suite per rule and one case per finding; a rule without findings is one case.
final class JunitReport {
    private JunitReport() {}

    static void write(Report report, Writer out) throws IOException {
        List<JunitXml.Suite> suites = report.entries().stream()
                .map(entry -> new JunitXml.Suite(
                        entry.id().toString(), Optional.of(report.provenance().at()), cases(entry)))
                .toList();
        JunitXml.write(new JunitXml.Suites("kspec " + report.provenance().specification(), suites), out);
    }

    private static List<JunitXml.Case> cases(Entry entry) {
        var cases = new ArrayList<JunitXml.Case>();
        switch (entry.status()) {
            case PASS -> {
                if (!entry.excused()) {
                    cases.add(whole(entry, new Outcome.Passed("")));
                }
            }
            case FAIL -> {
                entry.findings().forEach(finding -> cases.add(one(entry, finding, failed(entry, finding))));
                entry.result().gaps().forEach(gap -> cases.add(gap(entry, gap)));
            }
            case NOT_EVALUATED -> {
                String message = entry.result().message();
                cases.add(whole(entry, new Outcome.Errored("NotEvaluated", message, "")));
            }
            case MANUAL ->
                cases.add(whole(
                        entry,
                        new Outcome.Skipped(
                                "A person must look: " + entry.result().message())));
            case SKIP ->
                cases.add(whole(
                        entry,
                        new Outcome.Skipped("Not asked: " + entry.result().message())));
        }
        entry.exempted()
                .forEach(pardoned -> cases.add(
                        one(entry, pardoned.finding(), new Outcome.Skipped("Exempted by " + pardoned.exemption()))));
        return cases;
    }

    private static JunitXml.Case whole(Entry entry, Outcome outcome) {
        return new JunitXml.Case(
                entry.result().card().check(), entry.result().card().title(), outcome);
    }

    private static JunitXml.Case gap(Entry entry, Failure gap) {
        return new JunitXml.Case(
                entry.result().card().check(),
                gap.where(),
                new Outcome.Errored(gap.reason(), gap.what(), gap.sentence()));
    }

    /// Named by the object and the field: one object may break a rule in several places.
    private static JunitXml.Case one(Entry entry, Finding finding, Outcome outcome) {
        Violation violation = finding.violation();
        String field = violation.path().dotted();
        return new JunitXml.Case(
                entry.result().card().check(),
                ObjectName.slashed(violation.subject()) + (field.isEmpty() ? "" : " " + field),
                outcome);
    }

    private static Outcome failed(Entry entry, Finding finding) {
        Violation violation = finding.violation();
        String details = "%s\nWhere: %s\nFix: %s\nWhy: %s"
                .formatted(
                        violation.sentence(),
                        finding.place().map(Place::display).orElse(ObjectName.slashed(violation.subject())),
                        violation.fix(),
                        entry.result().card().why());
        return new Outcome.Failed(entry.result().card().severity().word(), violation.sentence(), details);
    }
}
