package io.kspec.operator.devops;

import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.kspec.core.devops.DevOpsPolicyStatus;
import io.kspec.core.devops.enforce.Enforcement;
import io.kspec.core.devops.enforce.Skip;
import io.kspec.kube.read.NamespaceWorkloads;
import io.kspec.kube.resource.DevOpsPolicy;
import io.kspec.operator.devops.PolicyEvents.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells in events what changed since the last evaluation, and nothing that did not.
final class PolicyNews {
    private final PolicyEvents events;
    /// What was told of workloads that were not mended, by the policy's uid.
    private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

    PolicyNews(PolicyEvents events) {
        this.events = events;
    }

    void tell(DevOpsPolicy policy, DevOpsPolicyStatus now, Enforcer.Enforced enforced) {
        Optional<DevOpsPolicyStatus> before = Optional.ofNullable(policy.getStatus());
        if (excluded(now)) {
            if (before.filter(PolicyNews::excluded).isEmpty()) {
                events.tell(
                        policy,
                        Kind.NORMAL,
                        "PolicyExcluded",
                        "the namespace belongs to the system: nothing is judged");
            }
        } else if (!Objects.equals(before.map(DevOpsPolicyStatus::healthy).orElse(null), now.healthy())) {
            boolean healthy = Boolean.TRUE.equals(now.healthy());
            events.tell(
                    policy,
                    healthy ? Kind.NORMAL : Kind.WARNING,
                    healthy ? "PolicyHealthy" : "PolicyUnhealthy",
                    Objects.requireNonNullElse(now.message(), ""));
        }
        enforced.mended().forEach(mended -> remediated(policy, mended));
        trouble(policy, enforced.enforcement());
    }

    void forget(DevOpsPolicy policy) {
        told.remove(policy.getMetadata().getUid());
    }

    private void remediated(DevOpsPolicy policy, Mending.Applied mended) {
        String note = "added to %s: %s".formatted(mended.workload(), String.join("; ", mended.added()));
        events.tell(policy, Kind.NORMAL, "WorkloadRemediated", note);
        List<String> key = List.of(mended.workload().split("/", -1));
        NamespaceWorkloads.KINDS.stream()
                .filter(kind -> kind.kind().equalsIgnoreCase(key.getFirst()))
                .forEach(kind -> events.tell(
                        new ObjectReferenceBuilder()
                                .withApiVersion(kind.apiVersion())
                                .withKind(kind.kind())
                                .withNamespace(key.get(1))
                                .withName(key.getLast())
                                .build(),
                        Kind.NORMAL,
                        "WorkloadRemediated",
                        "%s by DevOpsPolicy %s"
                                .formatted(note, policy.getMetadata().getName())));
    }

    private void trouble(DevOpsPolicy policy, Enforcement enforcement) {
        List<String> failed = List.of();
        List<String> skipped = List.of();
        switch (enforcement) {
            case Enforcement.Audited _, Enforcement.LedBy _ -> {
                // nothing was tried
            }
            case Enforcement.Unread unread -> failed = List.of(unread.why().sentence());
            case Enforcement.Done done -> {
                failed = done.failed();
                skipped = done.skipped().stream().map(Skip::sentence).toList();
            }
        }
        Set<String> before = told.getOrDefault(policy.getMetadata().getUid(), Set.of());
        newOf(failed, before).forEach(note -> events.tell(policy, Kind.WARNING, "RemediationFailed", note));
        newOf(skipped, before).forEach(note -> events.tell(policy, Kind.NORMAL, "RemediationSkipped", note));
        told.put(
                policy.getMetadata().getUid(),
                Stream.concat(failed.stream(), skipped.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    private static List<String> newOf(List<String> notes, Set<String> before) {
        return notes.stream().filter(note -> !before.contains(note)).distinct().toList();
    }

    private static boolean excluded(DevOpsPolicyStatus status) {
        return status.conditions().stream()
                .anyMatch(condition -> condition.type().equals("Excluded")
                        && condition.status().equals("True"));
    }
}
