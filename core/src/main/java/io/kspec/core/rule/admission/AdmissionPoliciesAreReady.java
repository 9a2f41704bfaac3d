package io.kspec.core.rule.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.NamedRequirement;
import io.kspec.core.spec.PoliciesSpec;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Enough policies guard admission, and those that are demanded by name are among them.
///
/// **Reads** Kyverno's ClusterPolicies, Policies and ValidatingPolicies that say they are ready, and
/// ValidatingAdmissionPolicies with at least one binding; a policy without one does nothing. **Answers** Pass; Fail
/// with one violation for the count and one per missing name; NotEvaluated when something is missing and something
/// could not be read. Never throws. **Cost** O(policies); safe for use by many threads. **Source**
/// `spec.admission.policies`.
public final class AdmissionPoliciesAreReady implements ClusterRule {
    private static final Set<Resource> OF_KYVERNO =
            Set.of(Resource.KYVERNO_CLUSTER_POLICIES, Resource.KYVERNO_POLICIES, Resource.KYVERNO_VALIDATING_POLICIES);
    private static final RuleCard CARD = Guards.card(
            Severity.HIGH,
            "The demanded admission policies are ready",
            "A policy that is missing, not ready or not bound refuses nothing.",
            "Create the missing policies, and bind those that nothing binds.");
    public static final RuleKind KIND = new RuleKind(
            "admission-policies-are-ready", CARD, "admission.policies", AdmissionPoliciesAreReady::demandedBy);

    private final int atLeast;
    private final List<String> names;

    private AdmissionPoliciesAreReady(PoliciesSpec demand) {
        this.atLeast = Objects.requireNonNullElse(demand.minCount(), 0);
        this.names = demand.requiredPolicies().stream()
                .map(NamedRequirement::name)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    public static Stream<AdmissionPoliciesAreReady> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.admission())
                .flatMap(admission -> Stream.ofNullable(admission.policies()))
                .map(AdmissionPoliciesAreReady::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(
                Resource.KYVERNO_CLUSTER_POLICIES,
                Resource.KYVERNO_POLICIES,
                Resource.KYVERNO_VALIDATING_POLICIES,
                Resource.VALIDATING_ADMISSION_POLICIES,
                Resource.VALIDATING_ADMISSION_POLICY_BINDINGS);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<String> ready = ready(cluster);
        var violations = new ArrayList<Violation>();
        if (ready.size() < atLeast) {
            violations.addAll(Guards.violation(
                    "policies",
                    "%d ready".formatted(ready.size()),
                    "at least %d ready".formatted(atLeast),
                    CARD.fix()));
        }
        for (String name : names) {
            if (!ready.contains(name)) {
                violations.addAll(Guards.violation(
                        "policies." + name.replace('.', '-'), "missing or not ready", "ready", CARD.fix()));
            }
        }
        String note = Headlines.count(ready.size(), "admission policy is ready", "admission policies are ready");
        return violations.isEmpty()
                ? new Verdict.Pass(note)
                : verdict(cluster, gaps(cluster).isEmpty() ? violations : List.of(), note);
    }

    @Override
    public String headline(List<Violation> violations) {
        return Guards.headline(violations);
    }

    private static List<String> ready(ClusterView cluster) {
        Set<String> bound = cluster.list(Resource.VALIDATING_ADMISSION_POLICY_BINDINGS).items().stream()
                .map(binding -> binding.path("spec").path("policyName").asText(""))
                .collect(Collectors.toUnmodifiableSet());
        Stream<JsonNode> ofKyverno = OF_KYVERNO.stream()
                .sorted()
                .flatMap(resource -> cluster.list(resource).items().stream())
                .filter(AdmissionPoliciesAreReady::saysItIsReady);
        Stream<JsonNode> ofKubernetes = cluster.list(Resource.VALIDATING_ADMISSION_POLICIES).items().stream()
                .filter(policy -> bound.contains(name(policy)));
        return Stream.concat(ofKyverno, ofKubernetes)
                .map(AdmissionPoliciesAreReady::name)
                .toList();
    }

    /// Kyverno has said it in three places over time.
    private static boolean saysItIsReady(JsonNode policy) {
        JsonNode status = policy.path("status");
        boolean inConditions = StreamSupport.stream(status.path("conditions").spliterator(), false)
                .anyMatch(condition -> condition.path("type").asText("").equals("Ready")
                        && condition.path("status").asText("").equals("True"));
        return inConditions
                || status.path("conditionStatus").path("ready").asBoolean(false)
                || status.path("ready").asBoolean(false);
    }

    private static String name(JsonNode policy) {
        return policy.path("metadata").path("name").asText("");
    }
}
