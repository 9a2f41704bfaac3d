package io.kspec.core.scan;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The workloads of a cluster, so that one fault in a template is one finding and not one per replica.
///
/// Templates are judged before the pods made from them. A pod's violation is left out when the workload that controls
/// it, directly or over a ReplicaSet or Job, breaks the same rule in the same place; what only the pod carries (an
/// ephemeral container, an injected sidecar) stands on its own. Finished pods are not judged.
final class RunningWorkloads {
    /// Owners before what they own.
    private static final List<Resource> OWNERS_FIRST = List.of(
            Resource.DEPLOYMENTS,
            Resource.STATEFUL_SETS,
            Resource.DAEMON_SETS,
            Resource.CRON_JOBS,
            Resource.REPLICA_SETS,
            Resource.JOBS,
            Resource.PODS);

    static final Set<Resource> READS = Set.copyOf(OWNERS_FIRST);

    private final List<Workload> workloads;
    private final List<Failure> gaps;

    private RunningWorkloads(List<Workload> workloads, List<Failure> gaps) {
        this.workloads = List.copyOf(workloads);
        this.gaps = List.copyOf(gaps);
    }

    static RunningWorkloads of(ClusterView cluster) {
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

    List<Failure> gaps() {
        return gaps;
    }

    List<Verdict> judgedBy(WorkloadRule rule) {
        var verdicts = new ArrayList<Verdict>();
        var offences = new HashSet<Offence>();
        for (Workload workload : workloads) {
            Verdict verdict = rule.judge(workload);
            if (verdict instanceof Verdict.Fail(List<Violation> violations)) {
                List<Violation> own = violations.stream()
                        .filter(violation -> isNew(violation, workload, offences))
                        .toList();
                verdicts.add(Verdict.of(own));
            } else {
                verdicts.add(verdict);
            }
        }
        return verdicts;
    }

    private static boolean isNew(Violation violation, Workload workload, Set<Offence> offences) {
        String place = inPod(violation, workload);
        boolean inOwner = workload.controller()
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

    private static boolean finished(Workload workload) {
        String phase = workload.subject().json().path("status").path("phase").asText("");
        return switch (workload.kind()) {
            case POD -> phase.equals("Succeeded") || phase.equals("Failed");
            case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, REPLICA_SET, JOB, CRON_JOB -> false;
        };
    }

    private record Offence(String workloadUid, String place, String observed) {}
}
