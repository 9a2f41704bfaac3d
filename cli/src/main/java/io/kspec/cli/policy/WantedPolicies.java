package io.kspec.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.drift.Intent;
import io.kspec.core.policy.Generated;
import io.kspec.core.policy.Left;
import io.kspec.core.policy.NativePolicies;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.kube.write.ObjectKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The policies that a specification asks for, as the operator would write them.
///
/// @param labels the values of the owner label that stand for this specification
/// @param leftOut the rules that no policy can say
public record WantedPolicies(String specification, List<ObjectNode> objects, Set<String> labels, List<Left> leftOut) {
    private static final String OWNER = "kspec.io/cluster-spec";

    public WantedPolicies {
        objects = List.copyOf(objects);
        labels = Set.copyOf(labels);
        leftOut = List.copyOf(leftOut);
    }

    /// What a rulebook asks for at a time.
    ///
    /// @param leftAlone namespaces that the policies leave alone
    public static WantedPolicies of(Rulebook rulebook, Set<String> leftAlone, Instant now) {
        Generated generated = NativePolicies.of(rulebook, leftAlone, now);
        List<ObjectNode> objects =
                generated.objects().stream().map(Intent::marked).toList();
        var labels = new TreeSet<>(Set.of(rulebook.specification()));
        objects.forEach(object -> labels.add(label(object, OWNER)));
        return new WantedPolicies(rulebook.specification(), objects, labels, generated.leftOut());
    }

    /// Whether an object carries the marks of a policy that was generated for this specification.
    boolean owns(JsonNode live) {
        return label(live, "app.kubernetes.io/managed-by").equals("kspec")
                && label(live, "kspec.io/generated").equals("true")
                && labels.contains(label(live, OWNER));
    }

    static ObjectKind kind(JsonNode object) {
        return object.path("kind").asText("").equals(ObjectKind.VALIDATING_ADMISSION_POLICY_BINDING.kind())
                ? ObjectKind.VALIDATING_ADMISSION_POLICY_BINDING
                : ObjectKind.VALIDATING_ADMISSION_POLICY;
    }

    private static String label(JsonNode object, String name) {
        return object.path("metadata").path("labels").path(name).asText("");
    }
}
