package io.kspec.core.export;

import io.kspec.core.exemption.ExemptionUse;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.scan.Summary;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A scan, ready to be written in any [Format].
///
/// @param entries in the order of the rulebook
/// @param exemptions every exemption of the specification, also those that pardoned nothing
/// @param since an earlier scan to compare with
public record Report(
        Provenance provenance,
        Summary summary,
        List<Entry> entries,
        List<ExemptionUse> exemptions,
        Optional<EarlierReport> since) {
    public Report {
        exemptions = List.copyOf(exemptions);
        entries = List.copyOf(entries);
    }

    /// Tells where the finding at `index` of a result stands, when that is a file.
    @FunctionalInterface
    public interface Places {
        Optional<Place> of(RuleResult result, int index);
    }

    public static Report of(Provenance provenance, ScanResult scan, Places places, Optional<EarlierReport> since) {
        List<Entry> entries =
                scan.results().stream().map(result -> entry(result, places)).toList();
        return new Report(provenance, scan.summary(), entries, scan.exemptions(), since);
    }

    /// The one place where pardoned findings enter a report.
    private static Entry entry(RuleResult result, Places places) {
        var findings = new ArrayList<Finding>();
        for (int index = 0; index < result.findings().size(); index++) {
            Violation violation = result.findings().get(index);
            findings.add(Finding.of(result.id(), violation, places.of(result, index)));
        }
        List<Exempted> exempted = result.exempted().stream()
                .map(pardon ->
                        new Exempted(Finding.of(result.id(), pardon.violation(), Optional.empty()), pardon.exemption()))
                .toList();
        return new Entry(result, findings, exempted);
    }

    /// An exemption in one clause: `exemption a, approved by alice until 2027-01-31T00:00:00Z: the reason`.
    String words(String exemption) {
        return exemptions.stream()
                .map(ExemptionUse::exemption)
                .filter(one -> one.name().equals(exemption))
                .map(one -> "exemption %s, approved by %s %s: %s"
                        .formatted(
                                exemption,
                                one.approver().isEmpty() ? "nobody" : one.approver(),
                                one.expires().map(end -> "until " + end).orElse("without end"),
                                one.reason().isEmpty() ? "no reason given" : one.reason()))
                .findFirst()
                .orElse("exemption " + exemption);
    }

    /// The share, in percent and rounded down, of the rules asked that were evaluated in full; 100 when none was.
    public int coverage() {
        List<Entry> asked = entries.stream()
                .filter(entry -> entry.status() != RuleStatus.SKIP)
                .toList();
        long whole =
                asked.stream().filter(entry -> entry.result().gaps().isEmpty()).count();
        return asked.isEmpty() ? 100 : (int) (100 * whole / asked.size());
    }

    /// Those of one status, the most severe first.
    List<Entry> worstFirst(RuleStatus status) {
        return entries.stream()
                .filter(entry -> entry.status() == status && !entry.restates())
                .sorted(Comparator.comparing(
                                (Entry entry) -> entry.result().card().severity())
                        .reversed())
                .toList();
    }
}
