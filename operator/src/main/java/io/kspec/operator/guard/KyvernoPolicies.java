package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.drift.Intent;
import io.kspec.core.policy.Policies;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.policy.PolicyNaming;
import io.kspec.core.policy.Terms;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.kube.write.ObjectKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/// The Kyverno policies that specifications ask for. Pure.
///
/// Kyverno's ClusterPolicies have names that others may hold too: then a policy gets the specification's name behind
/// its own, and keeps that once it has it.
final class KyvernoPolicies {
    private static final String OWNER = "kspec.io/cluster-spec";
    private static final String OLDER_MARK = "kspec.dev/generated";

    private final PolicyFormat format;
    private final SortedSet<String> exempt;
    /// Live objects of the kind, ours or not, by name.
    private final Map<String, ObjectNode> live;
    /// Names that were given in this turn.
    private final Set<String> given = new HashSet<>();

    KyvernoPolicies(PolicyFormat format, SortedSet<String> exempt, Map<String, ObjectNode> live) {
        this.format = format;
        this.exempt = exempt;
        this.live = live;
    }

    static ObjectKind kind(PolicyFormat format) {
        return format instanceof PolicyFormat.KyvernoPolicy
                ? ObjectKind.KYVERNO_VALIDATING_POLICY
                : ObjectKind.KYVERNO_CLUSTER_POLICY;
    }

    List<Guard> of(Rulebook rulebook, Instant now) {
        var terms = new Terms(rulebook.enforcementAt(now).mode(), exempt, taken(rulebook.specification()), now);
        var guards = new ArrayList<Guard>();
        for (ObjectNode object : Policies.of(rulebook, format, terms).objects()) {
            String name = object.path("metadata").path("name").asText();
            given.add(name);
            guards.add(new Guard(
                    new GuardId(kind(format), name),
                    object,
                    List.of(rulebook.specification()),
                    rulebook.enforcement().repair()));
        }
        return guards;
    }

    /// Names that this specification cannot have: those of others, and those beside which it has one already.
    private Set<String> taken(String specification) {
        var taken = new HashSet<>(given);
        String label = PolicyNaming.label(specification);
        String ending = "-" + specification;
        live.forEach((name, object) -> {
            boolean own = isOurs(object) && owner(object, label).equals(label);
            if (!own) {
                taken.add(name);
            } else if (name.endsWith(ending)) {
                taken.add(name.substring(0, name.length() - ending.length()));
            }
        });
        return taken;
    }

    /// Whether an object was made by kspec, by this program or by the older one.
    static boolean isOurs(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("labels").path("kspec.io/generated").asText("").equals("true")
                || metadata.path("annotations").path(OLDER_MARK).asText("").equals("true")
                || !Intent.of(object).isEmpty();
    }

    /// Whether Kyverno says of a policy that it is in force.
    static boolean isReady(JsonNode live) {
        JsonNode status = live.path("status");
        if (status.path("conditionStatus").path("ready").asBoolean(false)) {
            return true;
        }
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText("").equals("Ready")) {
                return condition.path("status").asText("").equals("True");
            }
        }
        return false;
    }

    /// A policy of the older program may name no specification: whoever asks for it takes it over.
    private static String owner(JsonNode object, String none) {
        return object.path("metadata").path("labels").path(OWNER).asText(none);
    }
}
