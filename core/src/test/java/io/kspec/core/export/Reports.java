package io.kspec.core.export;

import io.kspec.core.document.Position;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.Control;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reports for tests of formats.
final class Reports {
    /// Everything that some format has no plain way to write: markup, the end of CDATA, an escape sequence, a
    /// character beyond 16 bits, half of one, a right-to-left override.
    static final String WEIRD = "<script>alert(\"1\")</script> & ]]> \u001b[31m\u0000 \ud83d\udc19 \ud83d \u202e 'q'";

    static final Instant AT = Instant.parse("2026-11-21T18:30:05.000000007Z");
    static final SubjectRef WEB = new SubjectRef("apps/v1", "Deployment", "shop", "web", "app");
    static final FieldPath IMAGE = FieldPath.of("spec.template.spec.containers.0.image");

    private Reports() {}

    static Provenance of(Provenance.SubjectType type) {
        return new Provenance("1.2.3", "production", "spec.yaml", "https://10.0.0.1:6443", type, AT);
    }

    static Report empty() {
        return report(Provenance.SubjectType.FILES, List.of());
    }

    static Report report(Provenance.SubjectType type, List<Entry> entries) {
        List<RuleResult> results = entries.stream().map(Entry::result).toList();
        return new Report(
                of(type), new ScanResult("production", results).summary(), entries, List.of(), Optional.empty());
    }

    /// Every status, an exemption, a gap beside findings, and hostile text wherever text comes from outside.
    static Report rich() {
        return report(
                Provenance.SubjectType.CLUSTER,
                List.of(
                        broken(),
                        entry(
                                "namespaces-are-labelled",
                                RuleStatus.FAIL,
                                Severity.MEDIUM,
                                List.of(),
                                List.of(violation(new SubjectRef("v1", "Namespace", "", "shop", ""), FieldPath.ROOT))),
                        entry(
                                "image-tags-are-given",
                                RuleStatus.FAIL,
                                Severity.LOW,
                                List.of(),
                                List.of(violation(WEB.in(""), IMAGE))),
                        entry("policies-exist", RuleStatus.PASS, Severity.HIGH, List.of(), List.of()),
                        excused(),
                        entry("a-person-reviews-access-rights", RuleStatus.MANUAL, Severity.HIGH, List.of(), List.of()),
                        entry(
                                "secrets-are-encrypted-at-rest",
                                RuleStatus.NOT_EVALUATED,
                                Severity.CRITICAL,
                                List.of(forbidden()),
                                List.of()),
                        entry("nodes-are-patched", RuleStatus.SKIP, Severity.LOW, List.of(), List.of())));
    }

    static Entry broken() {
        return entry(
                "containers-are-unprivileged",
                RuleStatus.FAIL,
                Severity.CRITICAL,
                List.of(forbidden()),
                List.of(
                        violation(WEB, FieldPath.of("spec.template.spec.containers.0.securityContext.privileged")),
                        violation(
                                new SubjectRef("v1", "Pod", WEIRD, WEIRD, WEIRD),
                                new FieldPath(List.of("metadata", "labels", WEIRD)))));
    }

    static Entry excused() {
        Entry plain = entry("host-paths-are-unused", RuleStatus.PASS, Severity.HIGH, List.of(), List.of());
        Finding finding =
                Finding.of(plain.id(), violation(WEB, FieldPath.of("spec.template.spec.volumes.0")), Optional.empty());
        return new Entry(plain.result(), List.of(), List.of(new Exempted(finding, "log-shipper-until-march")));
    }

    static Failure forbidden() {
        return new Failure.Forbidden("list", "secrets", "the cluster");
    }

    static Violation violation(SubjectRef subject, FieldPath path) {
        return new Violation(subject, path, WEIRD, "absent", "Remove it, " + WEIRD);
    }

    /// A rule that is evidence for one control of each framework.
    static Entry entry(
            String rule, RuleStatus status, Severity severity, List<Failure> gaps, List<Violation> violations) {
        var card = new RuleCard(
                rule + "-check",
                Category.WORKLOADS,
                severity,
                "Title of " + rule,
                "Otherwise something bad happens.",
                "Mend it.",
                List.of(
                        new Control("cis-1.12", "5.2." + rule.length(), Control.Strength.PARTIAL),
                        new Control("nist-800-53-r5", "AC-6(%d)".formatted(rule.length()), Control.Strength.PARTIAL)));
        return entry(new RuleId(rule), card, status, gaps, violations);
    }

    static Entry entry(RuleId id, RuleCard card, RuleStatus status, List<Failure> gaps, List<Violation> violations) {
        var result = new RuleResult(id, card, status, "Message: " + WEIRD, violations, List.of(), Map.of(), gaps);
        var findings = new ArrayList<Finding>();
        for (int index = 0; index < violations.size(); index++) {
            findings.add(Finding.of(id, violations.get(index), place(index)));
        }
        return new Entry(result, findings, List.of());
    }

    /// Every second finding stands in a file.
    private static Optional<Place> place(int index) {
        return index % 2 == 0
                ? Optional.of(new Place("deploy/my app.yaml", new Position(7 + index, 3)))
                : Optional.empty();
    }

    /// One rule with many findings.
    static Report large(int findings) {
        List<Violation> violations = IntStream.range(0, findings)
                .mapToObj(number -> new Violation(
                        new SubjectRef("v1", "Pod", "shop", "pod-" + number, ""),
                        IMAGE,
                        "nginx",
                        "a digest",
                        "Name the image by its digest."))
                .toList();
        return report(
                Provenance.SubjectType.CLUSTER,
                List.of(entry("images-are-named-by-digest", RuleStatus.FAIL, Severity.HIGH, List.of(), violations)));
    }

    static String written(Format format, Report report) {
        var out = new StringWriter();
        try {
            format.write(report, out);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return out.toString();
    }
}
