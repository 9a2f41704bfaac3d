package io.kspec.core.policy;

import io.kspec.core.rule.CelText;
import io.kspec.core.subject.WorkloadKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The kinds in which a pod hangs at the same place. Each has policies of its own: one policy for all of them would
/// need a choice in every expression, and the API server would warn about fields that a kind does not have.
enum Shape {
    PODS(List.of(WorkloadKind.POD), "", List.of("pods", "pods/ephemeralcontainers", "pods/resize")),
    TEMPLATES(
            List.of(
                    WorkloadKind.DEPLOYMENT,
                    WorkloadKind.STATEFUL_SET,
                    WorkloadKind.DAEMON_SET,
                    WorkloadKind.REPLICA_SET,
                    WorkloadKind.JOB),
            "-templates",
            List.of()),
    CRON_JOBS(List.of(WorkloadKind.CRON_JOB), "-cronjobs", List.of());

    private static final String CONTAINERS = "variables.podSpec.?initContainers.orValue([])"
            + " + variables.podSpec.?containers.orValue([])"
            + " + variables.podSpec.?ephemeralContainers.orValue([])";

    private final List<WorkloadKind> kinds;
    private final String suffix;
    private final List<String> resources;

    Shape(List<WorkloadKind> kinds, String suffix, List<String> resources) {
        this.kinds = kinds;
        this.suffix = suffix;
        this.resources = resources;
    }

    List<WorkloadKind> kinds() {
        return kinds;
    }

    /// What tells the names of its policies from those for pods.
    String suffix() {
        return suffix;
    }

    /// The resources to match, by their API group.
    Map<String, List<String>> resources() {
        if (!resources.isEmpty()) {
            return Map.of("", resources);
        }
        var byGroup = new LinkedHashMap<String, List<String>>();
        kinds.forEach(kind ->
                byGroup.computeIfAbsent(kind.group(), _ -> new ArrayList<>()).add(kind.plural()));
        return byGroup;
    }

    /// What [io.kspec.core.admission.Admission] asks before it judges: what is being deleted may go, an update that
    /// leaves the pod's spec as it is makes nothing worse, and a template that another judged workload owns is
    /// judged there.
    List<Condition> concerns() {
        var conditions = new ArrayList<Condition>();
        conditions.add(new Condition("is-not-being-deleted", "!has(object.metadata.deletionTimestamp)"));
        // What was not there before is null to the API server, and an empty object to Kyverno.
        conditions.add(new Condition(
                "pod-spec-changed",
                "oldObject == null || !has(oldObject.spec) || object%1$s != oldObject%1$s"
                        .formatted(path() + ".spec")));
        if (this != PODS) {
            conditions.add(new Condition(
                    "has-no-judged-owner",
                    "!object.metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false) && (%s))"
                            .formatted(judged())));
        }
        return conditions;
    }

    /// What the expressions of rules are written with.
    ///
    /// Everything is bound as dyn: init, regular and ephemeral containers have types of their own, which the API
    /// server would refuse to put into one list, and a field that only one of them has would draw a warning.
    List<Condition> variables() {
        if (this == PODS) {
            return List.of(
                    new Condition("pod", "dyn(object)"),
                    new Condition("podMeta", "dyn(object.metadata)"),
                    new Condition("podSpec", "dyn(object.spec)"),
                    new Condition("containers", CONTAINERS));
        }
        return List.of(
                new Condition("podMeta", "dyn(object%s).?metadata.orValue({})".formatted(path())),
                new Condition("podSpec", "dyn(object%s.spec)".formatted(path())),
                new Condition(
                        "pod",
                        "dyn({'apiVersion': dyn('v1'), 'kind': dyn('Pod'),"
                                + " 'metadata': variables.podMeta, 'spec': variables.podSpec})"),
                new Condition("containers", CONTAINERS));
    }

    /// `.spec.template`; empty for pods.
    private String path() {
        return kinds.getFirst().template().segments().stream()
                .map(segment -> "." + segment)
                .collect(Collectors.joining());
    }

    /// Whether the owner `o` is one of the seven kinds, in any version of their groups.
    private static String judged() {
        var byGroup = new LinkedHashMap<String, List<String>>();
        Arrays.stream(WorkloadKind.values())
                .forEach(kind -> byGroup.computeIfAbsent(kind.group(), _ -> new ArrayList<>())
                        .add(CelText.of(kind.kind())));
        return byGroup.entrySet().stream()
                .map(group -> "%s && o.kind in [%s]"
                        .formatted(
                                group.getKey().isEmpty()
                                        ? "!o.apiVersion.contains('/')"
                                        : "o.apiVersion.startsWith(%s)".formatted(CelText.of(group.getKey() + "/")),
                                String.join(", ", group.getValue())))
                .collect(Collectors.joining(" || "));
    }
}
