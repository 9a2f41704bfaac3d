package io.kspec.operator.remedy;

import io.kspec.core.remedy.Remedies;
import io.kspec.core.remedy.Remedy;
import io.kspec.core.report.RemediationOutcome;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.kube.resource.DriftReport;
import io.kspec.operator.drift.DriftLog;
import io.kspec.operator.leadership.Term;
import io.kspec.operator.pace.PatchPace;
import io.kspec.operator.specification.ScanWatcher.Scanned;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done after one scan: read again, decide anew, write down, change, write down what came of it. Used by one
/// thread.
final class RemedyTurn {
    private static final Logger LOG = LoggerFactory.getLogger(RemedyTurn.class);
    private static final int MOST_PER_REPORT = 50;
    private static final int MOST_TRIES = 3;

    private final RemediationAccess access;
    private final RemedyReader reader;
    private final RemedyRecords records;
    private final WorkloadChanges changes;
    private final RemedyNotices notices;
    private final PatchPace pace = new PatchPace();
    private final Told told = new Told();
    private final Clock clock;
    private final AtomicBoolean stopped = new AtomicBoolean();

    RemedyTurn(RemediationAccess access, RemedyNotices notices, Clock clock) {
        this.access = access;
        this.reader = new RemedyReader(access.client(), told, pace);
        this.records = new RemedyRecords(access.reports());
        this.changes = new WorkloadChanges(access.client(), access.term());
        this.notices = notices;
        this.clock = clock;
    }

    /// No further change begins.
    void stop() {
        stopped.set(true);
    }

    void take(Scanned scan) {
        Optional<DriftLog.Owner> owner = access.owners().apply(scan.rulebook().specification());
        if (owner.isEmpty() || !mayWrite()) {
            return;
        }
        Instant now = clock.instant();
        var remedies = new Remedies(scan.rulebook(), new Circumstances(access.labels(), now));
        List<DriftReport> interrupted =
                told.first("reports of " + scan.rulebook().specification())
                        ? records.unsettled(owner.get().name())
                        : List.of();
        List<Case> cases = reader.gather(scan, remedies, now, this::mayWrite);
        for (int from = 0; from < cases.size() && mayWrite(); from += MOST_PER_REPORT) {
            carryOut(owner.get(), cases.subList(from, Math.min(cases.size(), from + MOST_PER_REPORT)), remedies);
        }
        for (DriftReport report : interrupted) {
            if (mayWrite()) {
                records.settle(report, reader.outcomes(report, remedies, now));
            }
        }
    }

    private boolean mayWrite() {
        Term term = access.term();
        return !stopped.get() && term.holds();
    }

    private void carryOut(DriftLog.Owner owner, List<Case> cases, Remedies remedies) {
        List<Case> worthTelling = cases.stream().filter(this::isNews).toList();
        if (worthTelling.isEmpty()) {
            return;
        }
        Optional<DriftReport> report = records.begin(owner, worthTelling, clock.instant());
        if (report.isEmpty()) {
            LOG.warn("nothing of {} is mended: what would be changed could not be written down", owner.name());
            return;
        }
        var outcomes = new ArrayList<RemediationOutcome>();
        boolean whole = true;
        for (int index = 0; index < worthTelling.size(); index++) {
            switch (worthTelling.get(index)) {
                case Case.Tell tell -> {
                    if (told.first(news(tell))) {
                        notices.suggested(owner.name(), tell);
                    }
                }
                case Case.Mend mend -> {
                    whole = whole && mayWrite();
                    if (whole) {
                        Result result = mended(owner.name(), mend, remedies);
                        whole = access.term().holds();
                        outcomes.add(RemedyRecords.outcome(index, result, clock.instant()));
                    }
                }
            }
        }
        if (whole && !outcomes.isEmpty()) {
            records.settle(report.get(), outcomes);
        }
    }

    /// Again when somebody wrote in between and what was written down is still what is to be done.
    private Result mended(String specification, Case.Mend mend, Remedies remedies) {
        Case.Mend current = mend;
        Result result = changes.carryOut(current, remedies);
        for (int attempt = 1; attempt < MOST_TRIES && result instanceof Result.Later && mayWrite(); attempt++) {
            Optional<Case.Mend> again = reader.again(current, remedies)
                    .filter(other -> other.changes().equals(mend.changes()));
            if (again.isEmpty()) {
                break;
            }
            current = again.get();
            result = changes.carryOut(current, remedies);
        }
        switch (result) {
            case Result.Mended _ -> {
                pace.count(mend.key(), clock.instant());
                LOG.info("{} changed: {}", mend.key(), Remedy.sentence(mend.changes()));
                notices.mended(specification, mend);
            }
            case Result.Failed failed -> {
                pace.count(mend.key(), clock.instant()); // what is refused is not tried at every scan
                LOG.warn("{} could not be changed: {}", mend.key(), failed.why());
                notices.failed(specification, mend, failed.why());
            }
            case Result.Later later -> LOG.info("{} is left to the next scan: {}", mend.key(), later.why());
        }
        return result;
    }

    /// A suggestion is written down once in a term.
    private boolean isNews(Case one) {
        return switch (one) {
            case Case.Mend _ -> true;
            case Case.Tell tell -> !told.already(news(tell));
        };
    }

    private static String news(Case.Tell tell) {
        return "%s %s %s"
                .formatted(
                        tell.live().path("metadata").path("uid").asText(""),
                        tell.ruleNames(),
                        tell.suggestion().why());
    }
}
