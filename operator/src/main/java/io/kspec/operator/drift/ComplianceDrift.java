package io.kspec.operator.drift;

import io.kspec.core.drift.OpenViolations;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.ReportResult;
import io.kspec.core.scan.ScanResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Tells of objects that came to break a rule since the scan before: they are shown, never deleted.
public final class ComplianceDrift {
    private final DriftLog log;
    private final Function<String, List<ReportResult>> lastReport;
    private final Map<String, OpenViolations> open = new ConcurrentHashMap<>();

    /// @param lastReport the results of a specification's newest stored report, empty when there is none; asked once
    ///     per specification and term
    public ComplianceDrift(DriftLog log, Function<String, List<ReportResult>> lastReport) {
        this.log = log;
        this.lastReport = lastReport;
    }

    /// Reads what is already known, before a report of this scan is stored.
    public void before(String specification) {
        open.computeIfAbsent(specification, name -> OpenViolations.of(lastReport.apply(name)));
    }

    /// Writes down what is new.
    public void scanned(ScanResult scan) {
        OpenViolations known =
                Optional.ofNullable(open.get(scan.specification())).orElse(OpenViolations.NONE);
        for (DriftEvent event : known.since(scan)) {
            log.add(new GuardDrift(List.of(scan.specification()), event));
        }
        open.put(scan.specification(), known.after(scan));
    }

    /// How many objects break rules, counted once per rule.
    public int open(String specification) {
        return Optional.ofNullable(open.get(specification))
                .map(known -> known.open().size())
                .orElse(0);
    }

    public void forget(String specification) {
        open.remove(specification);
    }
}
