package io.kspec.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.subject.Container;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An update is refused only for what it makes worse. Rule by rule, because the API server can decide it the same way
/// in CEL: what broke a rule before may go on breaking it, but a container that comes to a pod must keep to the rule
/// by itself.
///
/// Exemptions do not count for what was before: when one ends, what it pardoned was a breach all along.
final class Ratchet {
    private final Workload before;
    private final boolean grows;
    private final Workload additions;
    private final Workload bare;

    private Ratchet(Workload before, boolean grows, Workload additions, Workload bare) {
        this.before = before;
        this.grows = grows;
        this.additions = additions;
        this.bare = bare;
    }

    /// @param before empty when nothing was there, and then nothing is tolerated
    static Optional<Ratchet> of(Optional<Workload> before, Workload after) {
        return before.map(old -> {
            Set<String> names = old.containers().stream().map(Container::name).collect(Collectors.toSet());
            boolean grows = after.kind() == WorkloadKind.POD
                    && after.containers().stream().anyMatch(container -> !names.contains(container.name()));
            return new Ratchet(old, grows, grows ? without(after, names) : after, grows ? bare(after) : after);
        });
    }

    /// Whether a rule that the object breaks now was broken before, and is broken no worse.
    boolean soBefore(WorkloadRule rule) {
        return fails(rule, before) && (!grows || !fails(rule, additions) || fails(rule, bare));
    }

    private static boolean fails(WorkloadRule rule, Workload workload) {
        return rule.judge(workload) instanceof Verdict.Fail;
    }

    /// The pod with only the containers of other names.
    private static Workload without(Workload pod, Set<String> names) {
        JsonNode json = pod.subject().json().deepCopy();
        if (json.path("spec") instanceof ObjectNode spec) {
            for (Container.Type type : Container.Type.values()) {
                if (spec.path(type.field()) instanceof ArrayNode list) {
                    ArrayNode left = spec.putArray(type.field());
                    list.forEach(container -> {
                        if (!names.contains(container.path("name").asText(""))) {
                            left.add(container);
                        }
                    });
                }
            }
        }
        return pod.as(json);
    }

    private static Workload bare(Workload pod) {
        JsonNode json = pod.subject().json().deepCopy();
        if (json.path("spec") instanceof ObjectNode spec) {
            for (Container.Type type : Container.Type.values()) {
                spec.remove(type.field());
            }
        }
        return pod.as(json);
    }
}
