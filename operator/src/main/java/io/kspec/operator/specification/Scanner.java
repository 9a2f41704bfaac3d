package io.kspec.operator.specification;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.failure.Failure;
import io.kspec.core.report.ReportStatus;
import io.kspec.core.resolve.Origin;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Rulebook.Compilation;
import io.kspec.core.scan.Scan;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.status.Phase;
import io.kspec.core.validation.SpecProblem;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.ComplianceReport;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.report.ReportWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Scans a specification when its time has come or its generation changed, and stores the report.
public final class Scanner {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Function<ClusterSpecification, Compilation> compiler;
    private final Function<Rulebook, ClusterView> cluster;
    private final ReportWriter reports;
    private final ScanWatcher watcher;
    private final Duration interval;
    private final Clock clock;
    private final Map<String, LastScan> last = new ConcurrentHashMap<>();

    /// @param compiler compiles a specification with what it builds on
    /// @param cluster reads what a rulebook judges; never throws, what cannot be read is a gap
    /// @param watcher told of each scan
    /// @param interval between two scans of the same generation
    public Scanner(
            Function<ClusterSpecification, Compilation> compiler,
            Function<Rulebook, ClusterView> cluster,
            ReportWriter reports,
            ScanWatcher watcher,
            Duration interval,
            Clock clock) {
        this.compiler = compiler;
        this.cluster = cluster;
        this.reports = reports;
        this.watcher = watcher;
        this.interval = interval;
        this.clock = clock;
    }

    /// What is known after a turn.
    ///
    /// @param problems why the specification is not valid
    /// @param origins who declared each demand
    /// @param scan the last scan; empty when there was none
    /// @param blocked why the report could not be stored
    /// @param next when the next scan is due; empty when none will be
    record Turn(
            List<SpecProblem> problems,
            Optional<Rulebook> rulebook,
            List<Origin> origins,
            Optional<LastScan> scan,
            Optional<Failure> blocked,
            Optional<Instant> next) {
        /// How long the next turn can wait; at least a second.
        Duration wait(Instant now) {
            Duration left = next.map(at -> Duration.between(now, at)).orElse(AFTER_FAILURE);
            return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
        }
    }

    Turn scanWhenDue(ClusterSpecification specification, Instant now) {
        return switch (compiler.apply(specification)) {
            case Compilation.Refused refused ->
                new Turn(
                        refused.problems(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            case Compilation.Compiled compiled ->
                scanWhenDue(specification, compiled.rulebook(), compiled.origins(), now);
        };
    }

    void forget(String specification) {
        last.remove(specification);
        watcher.forgotten(specification);
    }

    private Turn scanWhenDue(ClusterSpecification specification, Rulebook rulebook, List<Origin> origins, Instant now) {
        LastScan before = last.get(rulebook.specification());
        if (before == null || isDue(before, specification, now)) {
            long began = System.nanoTime();
            LastScan fresh = scan(specification, rulebook);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            last.put(rulebook.specification(), fresh);
            watcher.reporting(rulebook.specification());
            Optional<Failure> blocked = store(specification, rulebook, fresh);
            watcher.scanned(new ScanWatcher.Scanned(specification, rulebook, fresh.result(), fresh.finished(), took));
            return turn(rulebook, origins, fresh, blocked);
        }
        return turn(rulebook, origins, before, Optional.empty());
    }

    private Turn turn(Rulebook rulebook, List<Origin> origins, LastScan scan, Optional<Failure> blocked) {
        return new Turn(
                List.of(),
                Optional.of(rulebook),
                origins,
                Optional.of(scan),
                blocked,
                Optional.of(scan.finished().plus(interval)));
    }

    private boolean isDue(LastScan before, ClusterSpecification specification, Instant now) {
        return !before.uid().equals(specification.getMetadata().getUid())
                || before.generation() != generation(specification)
                || !before.finished().plus(interval).isAfter(now);
    }

    private LastScan scan(ClusterSpecification specification, Rulebook rulebook) {
        ScanResult result = Scan.cluster(rulebook, cluster.apply(rulebook), clock.instant());
        return new LastScan(specification.getMetadata().getUid(), generation(specification), clock.instant(), result);
    }

    private Optional<Failure> store(ClusterSpecification specification, Rulebook rulebook, LastScan scan) {
        var draft = new ReportWriter.Draft(
                rulebook.specification(),
                rulebook.specification(),
                specification.getMetadata().getUid(),
                Map.of("kspec.io/report-type", "compliance"));
        Optional<String> stored = reports.write(
                ObjectKind.COMPLIANCE_REPORT,
                ComplianceReport.class,
                draft,
                ScanReport.of(rulebook, scan.result(), scan.finished(), reports.clusterUid()),
                new ReportStatus(Phase.COMPLETED, null),
                scan.finished());
        return stored.isPresent()
                ? Optional.empty()
                : Optional.of(new Failure.ServerError(
                        "ComplianceReport of " + rulebook.specification(), "a refusal; the operator's log says which"));
    }

    static long generation(ClusterSpecification specification) {
        return Objects.requireNonNullElse(specification.getMetadata().getGeneration(), 0L);
    }
}
