package io.kspec.core.scan;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.exemption.Pardon;
import io.kspec.core.failure.Failure;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The workloads of a cluster, so that one fault in a template is one finding and not one per replica.
///
/// Templates are judged before the pods made from them. A pod's violation is left out when the workload that controls
/// it, directly or over a ReplicaSet or Job, breaks the same rule in the same place; what only the pod carries (an
/// ephemeral container, an injected sidecar) stands on its own. What is finished is not judged.
public final class RunningWorkloads {
    /// Owners before what they own.
    private static final List<Resource> OWNERS_FIRST = List.of(
            Resource.DEPLOYMENTS,
            Resource.STATEFUL_SETS,
            Resource.DAEMON_SETS,
            Resource.CRON_JOBS,
            Resource.REPLICA_SETS,
            Resource.JOBS,
            Resource.PODS);

    /// What is listed to know them.
    public static final Set<Resource> READS = Set.copyOf(OWNERS_FIRST);

    private final List<Workload> workloads;
    private final List<Failure> gaps;

    private RunningWorkloads(List<Workload> workloads, List<Failure> gaps) {
        this.workloads = List.copyOf(workloads);
        this.gaps = List.copyOf(gaps);
    }

    /// The workloads of a cluster as it was read.
    public static RunningWorkloads of(ClusterView cluster) {
        var workloads = new ArrayList<Workload>();
        var gaps = new ArrayList<Failure>();
        for (Resource resource : OWNERS_FIRST) {
            var listing = cluster.list(resource);
            listing.items().stream()
                    .flatMap(json -> Workload.of(json).stream())
                    .filter(workload -> !finished(workload))
                    .forEach(workloads::add);
            gaps.addAll(listing.gaps());
        }
        return new RunningWorkloads(workloads, gaps);
    }

    /// Why there may be more of them.
    public List<Failure> gaps() {
        return gaps;
    }

    /// Owners before what they own.
    public List<Workload> workloads() {
        return workloads;
    }

    /// What a rule answers about each, where a pod does not repeat what was said of its owner, be it found or
    /// pardoned.
    static List<Judgement> judged(List<Workload> workloads, Function<Workload, Judgement> rule) {
        var judgements = new ArrayList<Judgement>();
        var offences = new HashSet<Offence>();
        for (Workload workload : workloads) {
            Judgement judgement = rule.apply(workload);
            Verdict verdict = judgement.verdict() instanceof Verdict.Fail(List<Violation> violations)
                    ? Verdict.of(violations.stream()
                            .filter(violation -> isNew(violation, workload, offences))
                            .toList())
                    : judgement.verdict();
            List<Pardon> pardons = judgement.pardons().stream()
                    .filter(pardon -> isNew(pardon.violation(), workload, offences))
                    .toList();
            judgements.add(new Judgement(judgement.rule(), verdict, pardons));
        }
        return judgements;
    }

    private static boolean isNew(Violation violation, Workload workload, Set<Offence> offences) {
        String place = inPod(violation, workload);
        boolean inOwner = workload.controller()
                .filter(owner -> !owner.isEmpty())
                .map(owner -> offences.contains(new Offence(owner, place, violation.observed())))
                .orElse(false);
        offences.add(new Offence(workload.uid(), place, violation.observed()));
        return !inOwner;
    }

    /// The violation's path below the pod template, the same in a Deployment and in its pods.
    private static String inPod(Violation violation, Workload workload) {
        String prefix = workload.kind().template().pointer();
        String pointer = violation.path().pointer();
        return pointer.startsWith(prefix) ? pointer.substring(prefix.length()) : pointer;
    }

    /// What runs no more and will not run again: a pod that has ended, a job that is done, and a ReplicaSet that its
    /// Deployment keeps at no replicas for a rollback.
    private static boolean finished(Workload workload) {
        JsonNode json = workload.subject().json();
        JsonNode status = json.path("status");
        String phase = status.path("phase").asText("");
        return switch (workload.kind()) {
            case POD -> phase.equals("Succeeded") || phase.equals("Failed");
            case JOB -> isTrue(status, "Complete") || isTrue(status, "Failed");
            case REPLICA_SET ->
                workload.controller().isPresent()
                        && json.path("spec").path("replicas").asInt(1) == 0
                        && status.path("replicas").asInt(0) == 0;
            case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, CRON_JOB -> false;
        };
    }

    private static boolean isTrue(JsonNode status, String condition) {
        for (JsonNode one : status.path("conditions")) {
            if (one.path("type").asText("").equals(condition)) {
                return one.path("status").asText("").equals("True");
            }
        }
        return false;
    }

    private record Offence(String workloadUid, String place, String observed) {}
}
