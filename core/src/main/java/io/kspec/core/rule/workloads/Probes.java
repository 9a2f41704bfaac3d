package io.kspec.core.rule.workloads;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.rule.pod.PodRule;
import io.kspec.core.spec.ProbeDemand;
import io.kspec.core.spec.ProbedKind;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.Violation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the rules about probes share: one kind of probe, and the kinds of workloads that are asked for it.
///
/// A pod counts as the workload that controls it, so that the pods of a Job are left alone. Whether a ReplicaSet
/// belongs to a Deployment cannot be seen in its pods: it is asked when a Deployment is.
abstract class Probes implements PodRule {
    private static final List<String> HANDLERS = List.of("exec", "grpc", "httpGet", "tcpSocket");
    private static final Set<WorkloadKind> LONG_RUNNING =
            EnumSet.complementOf(EnumSet.of(WorkloadKind.JOB, WorkloadKind.CRON_JOB));
    private static final String SIDECARS_AND_REGULAR = "(variables.podSpec.?initContainers.orValue([])"
            + ".filter(i, i.?restartPolicy.orValue('') == 'Always') + variables.podSpec.?containers.orValue([]))";

    private final String probe;
    private final Set<WorkloadKind> asked;

    /// @param probe the field, for example `livenessProbe`
    Probes(String probe, ProbeDemand demand) {
        this.probe = probe;
        this.asked = demand.kinds().isEmpty() ? LONG_RUNNING : asked(demand.kinds());
    }

    /// What would do is for a person to say.
    @Override
    public boolean mends() {
        return false;
    }

    @Override
    public List<Offence> offences(Workload workload) {
        if (!asked.contains(effectiveKind(workload))) {
            return List.of();
        }
        return PodPart.containers(workload).stream()
                .filter(PodPart::runsOn)
                .filter(container -> HANDLERS.stream().noneMatch(handler -> container.has(probe + "." + handler)))
                .map(container -> container.offence(probe, "a probe"))
                .toList();
    }

    @Override
    public CelForm cel() {
        String controllers = "object.metadata.?ownerReferences.orValue([]).filter(o, o.?controller.orValue(false)"
                + " == true && (o.apiVersion.startsWith('apps/') || o.apiVersion.startsWith('batch/'))"
                + " && o.kind in %s).map(o, o.kind)".formatted(kinds(EnumSet.allOf(WorkloadKind.class)));
        String isAsked =
                "[%s].all(k, (k == [] ? [object.kind] : k).exists(x, x in %s))".formatted(controllers, kinds(asked));
        String missing = "!%s.exists(h, h in c.?%s.orValue({}))".formatted(Cel.texts(HANDLERS), probe);
        return new CelForm.Expressed(List.of(new CelForm.Validation(
                "!(%s) || !%s.exists(c, %s)".formatted(isAsked, SIDECARS_AND_REGULAR, missing),
                "containers must have a " + probe,
                Cel.offenders("%s.filter(c, %s)".formatted(SIDECARS_AND_REGULAR, missing), probe + " must be set"))));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "%s without a %s".formatted(Headlines.count(violations.size(), "container", "containers"), probe);
    }

    private static WorkloadKind effectiveKind(Workload workload) {
        for (JsonNode owner : workload.subject().json().path("metadata").path("ownerReferences")) {
            var kind = WorkloadKind.of(
                    owner.path("apiVersion").asText(""), owner.path("kind").asText(""));
            if (kind.isPresent() && owner.path("controller").asBoolean(false)) {
                return kind.get();
            }
        }
        return workload.kind();
    }

    private static Set<WorkloadKind> asked(List<ProbedKind> kinds) {
        var asked = EnumSet.noneOf(WorkloadKind.class);
        for (ProbedKind kind : kinds) {
            switch (kind) {
                case POD -> asked.add(WorkloadKind.POD);
                case DEPLOYMENT -> asked.addAll(Set.of(WorkloadKind.DEPLOYMENT, WorkloadKind.REPLICA_SET));
                case STATEFUL_SET -> asked.add(WorkloadKind.STATEFUL_SET);
                case DAEMON_SET -> asked.add(WorkloadKind.DAEMON_SET);
                case REPLICA_SET -> asked.add(WorkloadKind.REPLICA_SET);
            }
        }
        return asked;
    }

    private static String kinds(Set<WorkloadKind> kinds) {
        return Cel.texts(kinds.stream().map(WorkloadKind::kind).collect(Collectors.toList()));
    }
}
