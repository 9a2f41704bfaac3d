package io.kspec.core.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.report.DriftType;
import io.kspec.core.report.DriftedResource;
import io.kspec.core.report.Remediation;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import io.kspec.core.report.ReportResult;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The objects that break rules, and what came since they were last looked at. What was open before is no news, so
/// that an unchanged cluster leaves no reports. Pure.
///
/// @param open each object by the rule that it breaks
/// @param whole rules of which every object counts as known, because nobody remembers which they were
public record OpenViolations(Set<Key> open, Set<String> whole) {
    /// Nothing is known yet.
    public static final OpenViolations NONE = new OpenViolations(Set.of(), Set.of());

    private static final Set<String> NO_KIND = Set.of("namespace", "container", "path", "observed", "demanded");
    private static final Remediation LEFT_TO_PEOPLE =
            new Remediation(RemediationAction.REPORT, RemediationStatus.PENDING, null, null);

    /// One object and one rule that it breaks.
    ///
    /// @param kind in lower case
    public record Key(String rule, String kind, String namespace, String name) {
        static Key of(RuleResult result, SubjectRef object) {
            return new Key(
                    result.id().toString(), object.kind().toLowerCase(Locale.ROOT), object.namespace(), object.name());
        }
    }

    public OpenViolations {
        open = Set.copyOf(open);
        whole = Set.copyOf(whole);
    }

    /// Those that a scan found. A rule that could not be asked keeps what was open before.
    public OpenViolations after(ScanResult scan) {
        var now = new HashSet<Key>();
        var unknown = new HashSet<String>();
        for (RuleResult result : scan.results()) {
            if (result.status() == RuleStatus.NOT_EVALUATED) {
                unknown.add(result.id().toString());
            }
            result.findings().forEach(finding -> now.add(Key.of(result, finding.subject())));
        }
        open.stream().filter(key -> unknown.contains(key.rule())).forEach(now::add);
        var stillWhole = new HashSet<>(whole);
        stillWhole.retainAll(unknown);
        return new OpenViolations(now, stillWhole);
    }

    /// Those that a stored report tells of, for a leader that did not see the scan. Where the report left some out,
    /// all of that rule count as known.
    public static OpenViolations of(List<ReportResult> results) {
        var open = new HashSet<Key>();
        var whole = new HashSet<String>();
        for (ReportResult result : results) {
            if (!result.status().equals(RuleStatus.FAIL.word()) || result.rule() == null) {
                continue;
            }
            JsonNode violations =
                    result.details() == null ? null : result.details().get("violations");
            if (violations == null || result.detailsLeftOut() != null) {
                whole.add(result.rule());
                continue;
            }
            violations.forEach(violation -> open.add(key(result.rule(), violation)));
        }
        return new OpenViolations(open, whole);
    }

    private static Key key(String rule, JsonNode violation) {
        String kind = violation
                .propertyStream()
                .map(java.util.Map.Entry::getKey)
                .filter(name -> !NO_KIND.contains(name))
                .findFirst()
                .orElse("");
        return new Key(
                rule,
                kind.toLowerCase(Locale.ROOT),
                violation.path("namespace").asText(""),
                violation.path(kind).asText(""));
    }

    /// One event for each object and rule that a scan found and that was not open, worst first.
    public List<DriftEvent> since(ScanResult scan) {
        var fresh = new LinkedHashMap<Key, DriftEvent>();
        for (RuleResult result : scan.results()) {
            if (whole.contains(result.id().toString())) {
                continue;
            }
            for (Violation finding : result.findings()) {
                Key key = Key.of(result, finding.subject());
                if (!open.contains(key)) {
                    fresh.putIfAbsent(key, event(result, finding));
                }
            }
        }
        var events = new ArrayList<>(fresh.values());
        events.sort(Comparator.comparing(DriftEvent::severity).reversed());
        return List.copyOf(events);
    }

    private static DriftEvent event(RuleResult result, Violation finding) {
        SubjectRef object = finding.subject();
        return new DriftEvent(
                DriftEventType.COMPLIANCE,
                DriftSeverity.valueOf(result.card().severity().name()),
                new DriftedResource(
                        object.apiVersion().isEmpty() ? null : object.apiVersion(),
                        object.kind(),
                        object.name(),
                        object.namespace().isEmpty() ? null : object.namespace(),
                        null),
                DriftType.VIOLATION,
                result.id().toString(),
                "%s: %s".formatted(object.in("").display(), finding.sentence()),
                null,
                null,
                null,
                LEFT_TO_PEOPLE);
    }
}
