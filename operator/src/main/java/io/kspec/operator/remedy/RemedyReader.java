package io.kspec.operator.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.cluster.Reading;
import io.kspec.core.remedy.OptOut;
import io.kspec.core.remedy.Remedies;
import io.kspec.core.remedy.Remedy;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationOutcome;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Remediating;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.kube.read.WorkloadObjects;
import io.kspec.kube.resource.DriftReport;
import io.kspec.operator.pace.PatchPace;
import io.kspec.operator.specification.ScanWatcher.Scanned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads anew what a scan found, and decides on what stands there now. Used by one thread.
final class RemedyReader {
    private static final Logger LOG = LoggerFactory.getLogger(RemedyReader.class);
    /// Workloads that are changed after one scan; the next scan goes on.
    private static final int MOST_CHANGES = 200;

    private static final int MOST_READS = 1000;
    /// What can be changed; of the others people are told once.
    private static final Set<WorkloadKind> CHANGEABLE =
            Set.of(WorkloadKind.DEPLOYMENT, WorkloadKind.STATEFUL_SET, WorkloadKind.DAEMON_SET, WorkloadKind.CRON_JOB);

    private final WorkloadObjects objects;
    private final Told told;
    private final PatchPace pace;

    RemedyReader(KubernetesClient client, Told told, PatchPace pace) {
        this.objects = new WorkloadObjects(client);
        this.told = told;
        this.pace = pace;
    }

    /// @param goOn asked before each read
    List<Case> gather(Scanned scan, Remedies remedies, Instant now, BooleanSupplier goOn) {
        var cases = new ArrayList<Case>();
        Map<String, Boolean> leftAlone = new HashMap<>();
        int reads = 0;
        int mended = 0;
        for (SubjectRef found : candidates(scan, now)) {
            if (reads >= MOST_READS || mended >= MOST_CHANGES || !goOn.getAsBoolean()) {
                break;
            }
            if (leftAlone.computeIfAbsent(found.namespace(), this::optedOut)) {
                continue;
            }
            reads++;
            Optional<Case> one = decided(found, remedies, now);
            one.ifPresent(cases::add);
            if (one.isPresent() && one.get() instanceof Case.Mend) {
                mended++;
            }
        }
        return cases;
    }

    /// Each workload that breaks a rule which asks for remediation, once.
    private Set<SubjectRef> candidates(Scanned scan, Instant now) {
        Enforcement strictest = scan.rulebook().enforcementAt(now);
        var found = new LinkedHashSet<SubjectRef>();
        scan.result().results().stream()
                .filter(result -> strictest.remediating(result.id()) != Remediating.NEVER)
                .flatMap(result -> result.findings().stream())
                .map(violation -> violation.subject().in(""))
                .forEach(found::add);
        found.removeIf(ref -> {
            Optional<WorkloadKind> kind = WorkloadKind.of(ref.apiVersion(), ref.kind());
            return kind.isEmpty() || (!CHANGEABLE.contains(kind.get()) && !told.first("seen " + ref.display()));
        });
        return found;
    }

    private Optional<Case> decided(SubjectRef ref, Remedies remedies, Instant now) {
        return live(ref).flatMap(live -> decided(live, remedies)).map(one -> paced(one, now));
    }

    private static Optional<Case> decided(JsonNode live, Remedies remedies) {
        return switch (remedies.of(live)) {
            case Remedy.Nothing _ -> Optional.empty();
            case Remedy.Apply apply -> Optional.of(new Case.Mend(live, apply));
            case Remedy.Suggest suggest -> Optional.of(new Case.Tell(live, suggest));
        };
    }

    private Case paced(Case one, Instant now) {
        if (!(one instanceof Case.Mend mend) || pace.allows(mend.key(), now)) {
            return one;
        }
        return new Case.Tell(
                mend.live(),
                new Remedy.Suggest(
                        mend.rules(),
                        "it was changed or tried %d times within the hour: it is refused, or something takes the change back"
                                .formatted(PatchPace.MOST),
                        mend.changes()));
    }

    /// The same workload as it stands now, when it may still be changed.
    Optional<Case.Mend> again(Case.Mend mend, Remedies remedies) {
        var ref = new SubjectRef(
                mend.live().path("apiVersion").asText(""), mend.kind(), mend.namespace(), mend.name(), "");
        return live(ref)
                .flatMap(live -> decided(live, remedies))
                .filter(Case.Mend.class::isInstance)
                .map(Case.Mend.class::cast);
    }

    /// What became of changes that another leader wrote down and did not settle.
    List<RemediationOutcome> outcomes(DriftReport report, Remedies remedies, Instant now) {
        List<DriftEvent> events = report.getSpec().events();
        var outcomes = new ArrayList<RemediationOutcome>();
        for (int index = 0; index < events.size(); index++) {
            if (events.get(index).remediation().action() == RemediationAction.UPDATE) {
                outcomes.add(RemedyRecords.outcome(index, standing(events.get(index), remedies), now));
            }
        }
        return outcomes;
    }

    private Result standing(DriftEvent event, Remedies remedies) {
        var resource = event.resource();
        var ref = new SubjectRef(
                Optional.ofNullable(resource.apiVersion()).orElse(""),
                resource.kind(),
                Optional.ofNullable(resource.namespace()).orElse(""),
                resource.name(),
                "");
        Predicate<JsonNode> broken =
                live -> remedies.breaks(live, Optional.ofNullable(event.check()).orElse(""));
        return live(ref)
                .filter(broken.negate())
                .<Result>map(_ -> new Result.Mended())
                .orElseGet(() -> new Result.Failed("the replica that was at it ended before it was done. Look at later"
                        + " reports of the specification."));
    }

    private Optional<JsonNode> live(SubjectRef ref) {
        return WorkloadKind.of(ref.apiVersion(), ref.kind())
                .flatMap(kind -> known(objects.workload(kind, ref.namespace(), ref.name())));
    }

    /// A namespace that cannot be read is left alone: its owner may have opted out.
    private boolean optedOut(String namespace) {
        return known(objects.namespace(namespace)).map(OptOut::of).orElse(true);
    }

    private static Optional<JsonNode> known(Reading<Optional<JsonNode>> reading) {
        return switch (reading) {
            case Reading.Known<Optional<JsonNode>> known -> known.value();
            case Reading.Unknown<Optional<JsonNode>> unknown -> {
                LOG.warn("not looked at: {}", unknown.why().sentence());
                yield Optional.empty();
            }
        };
    }
}
