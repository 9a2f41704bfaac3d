package io.kspec.operator.drift;

import io.kspec.core.drift.OpenViolations;
import io.kspec.core.drift.config.DriftSettings;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.ReportResult;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.spec.DriftAction;
import io.kspec.core.spec.DriftKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of objects that came to break a rule since the scan before: they are shown, never deleted. What was told
/// once is not told again while it stays.
public final class ComplianceDrift {
    private static final Logger LOG = LoggerFactory.getLogger(ComplianceDrift.class);
    /// Events of one scan; the rest stands in the ComplianceReport.
    private static final int MOST_EVENTS = 100;

    private final DriftLog log;
    private final Function<String, Optional<List<ReportResult>>> lastReport;
    private final Function<String, DriftSettings> settings;
    private final Map<String, OpenViolations> open = new ConcurrentHashMap<>();

    /// @param lastReport the results of a specification's newest stored report, none before the first; empty when
    ///     nobody could read it, and then what the next scan finds counts as known. Asked once for each
    ///     specification and term
    /// @param settings what holds for a specification
    public ComplianceDrift(
            DriftLog log,
            Function<String, Optional<List<ReportResult>>> lastReport,
            Function<String, DriftSettings> settings) {
        this.log = log;
        this.lastReport = lastReport;
        this.settings = settings;
    }

    /// Reads what is already known, before a report of this scan is stored.
    public void before(String specification) {
        if (!open.containsKey(specification)) {
            lastReport.apply(specification).ifPresent(results -> open.put(specification, OpenViolations.of(results)));
        }
    }

    /// Writes down what is new.
    public void scanned(ScanResult scan) {
        String specification = scan.specification();
        OpenViolations known = open.get(specification);
        if (known != null) {
            DriftSettings now = settings.apply(specification);
            List<DriftEvent> fresh = known.since(scan).stream()
                    .filter(event -> now.action(event) != DriftAction.IGNORE)
                    .toList();
            fresh.stream()
                    .limit(MOST_EVENTS)
                    .forEach(event -> log.add(new GuardDrift(List.of(specification), event, false)));
            if (fresh.size() > MOST_EVENTS) {
                LOG.warn(
                        "{}: {} objects came to break a rule; drift is told of {}, the ComplianceReport has all",
                        specification,
                        fresh.size(),
                        MOST_EVENTS);
            }
        }
        open.put(specification, (known == null ? OpenViolations.NONE : known).after(scan));
    }

    /// How many objects break rules, counted once per rule; 0 where nobody looks for that.
    public int open(String specification) {
        return Optional.ofNullable(open.get(specification))
                .filter(_ -> settings.apply(specification).detected().contains(DriftKind.COMPLIANCE))
                .map(known -> known.open().size())
                .orElse(0);
    }

    public void forget(String specification) {
        open.remove(specification);
    }
}
