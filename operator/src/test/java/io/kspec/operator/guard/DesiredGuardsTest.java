package io.kspec.operator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.operator.Rulebooks;
import io.kspec.operator.guard.DesiredGuards.Neighbour;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DesiredGuardsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final GuardSettings SETTINGS =
            new GuardSettings("kspec-system", Set.of(), Optional.empty(), false, false, true);
    private static final String DIGESTS = "workloads: {images: {requireDigests: true}}";
    private static final Rulebook PROD = Rulebooks.of("prod", "enforcement: {mode: enforce}\n" + DIGESTS);
    private static final Rulebook TEST = Rulebooks.of("test", "enforcement: {mode: enforce}\n" + DIGESTS);

    @Test
    void withoutKyvernoThereAreNativePolicies() {
        assertThat(kinds(List.of(PROD), Optional.empty()))
                .containsExactly("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding");
    }

    @Test
    void anApiServerWithoutNativePoliciesIsNotAskedForThem() {
        var old = new GuardSettings("kspec-system", Set.of(), Optional.empty(), false, false, false, false);
        var demand = new GuardDemand(List.of(PROD), "", Map.of());
        assertThat(DesiredGuards.of(demand, old, false, Optional.empty(), NOW)).isEmpty();
    }

    @Test
    void nativePoliciesStandUntilThoseOfKyvernoAreReady() {
        assertThat(kinds(List.of(PROD), neighbour(Map.of()))).contains("ValidatingAdmissionPolicy", "ClusterPolicy");
        ObjectNode policy = policy("require-image-digests", "prod");
        assertThat(kinds(List.of(PROD), neighbour(Map.of("require-image-digests", policy))))
                .contains("ValidatingAdmissionPolicy", "ClusterPolicy");
        assertThat(kinds(List.of(PROD), neighbour(Map.of("require-image-digests", ready(policy)))))
                .containsExactly("ClusterPolicy");
    }

    @Test
    void nativePoliciesStayBesideKyvernoWhereTheSpecificationAsksForThem() {
        Rulebook choosing = Rulebooks.of("prod", "enforcement: {mode: enforce, nativePolicies: Deny}\n" + DIGESTS);
        ObjectNode policy = ready(policy("require-image-digests", "prod"));
        assertThat(kinds(List.of(choosing), neighbour(Map.of("require-image-digests", policy))))
                .contains("ValidatingAdmissionPolicy", "ClusterPolicy");
    }

    @Test
    void monitorAsksForNothing() {
        Rulebook monitor = Rulebooks.of("prod", "enforcement: {mode: monitor}\n" + DIGESTS);
        assertThat(kinds(List.of(monitor), neighbour(Map.of()))).isEmpty();
    }

    @Test
    void whileKyvernoIsAwayItsPoliciesStayAndNativeOnesStandBeside() {
        var away = new Neighbour(
                new Kyverno.Served(new PolicyFormat.KyvernoClusterPolicy(), Optional.empty(), false),
                Map.of("require-image-digests", ready(policy("require-image-digests", "prod"))));
        assertThat(kinds(List.of(PROD), Optional.of(away))).contains("ValidatingAdmissionPolicy", "ClusterPolicy");
    }

    @Test
    void aNameThatSomebodyElseHoldsIsLeftToThem() {
        assertThat(clusterPolicies(List.of(PROD), neighbour(Map.of("require-image-digests", foreign()))))
                .containsExactly("require-image-digests-prod");
    }

    @Test
    void twoSpecificationsNeverShareAName() {
        assertThat(clusterPolicies(List.of(PROD, TEST), neighbour(Map.of())))
                .containsExactly("require-image-digests", "require-image-digests-test");
        assertThat(clusterPolicies(
                        List.of(PROD, TEST),
                        neighbour(Map.of("require-image-digests", policy("require-image-digests", "test")))))
                .containsExactly("require-image-digests-prod", "require-image-digests");
    }

    @Test
    void aNameStaysOnceItIsChosen() {
        assertThat(clusterPolicies(
                        List.of(PROD),
                        neighbour(Map.of("require-image-digests-prod", policy("require-image-digests-prod", "prod")))))
                .containsExactly("require-image-digests-prod");
    }

    @Test
    void aPolicyOfTheOlderProgramIsTakenOver() {
        ObjectNode older = foreign();
        older.withObject("/metadata/annotations").put("kspec.dev/generated", "true");
        assertThat(clusterPolicies(List.of(PROD), neighbour(Map.of("require-image-digests", older))))
                .containsExactly("require-image-digests");
    }

    private static List<String> kinds(List<Rulebook> rulebooks, Optional<Neighbour> neighbour) {
        return DesiredGuards.of(new GuardDemand(rulebooks, "", Map.of()), SETTINGS, false, neighbour, NOW)
                .keySet()
                .stream()
                .map(id -> id.kind().kind())
                .distinct()
                .toList();
    }

    private static List<String> clusterPolicies(List<Rulebook> rulebooks, Optional<Neighbour> neighbour) {
        return DesiredGuards.of(new GuardDemand(rulebooks, "", Map.of()), SETTINGS, false, neighbour, NOW)
                .keySet()
                .stream()
                .filter(id -> id.kind().kind().equals("ClusterPolicy"))
                .map(GuardId::name)
                .toList();
    }

    private static Optional<Neighbour> neighbour(Map<String, ObjectNode> policies) {
        return Optional.of(new Neighbour(
                new Kyverno.Served(new PolicyFormat.KyvernoClusterPolicy(), Optional.empty(), true),
                new HashMap<>(policies)));
    }

    private static ObjectNode policy(String name, String specification) {
        ObjectNode policy = foreign();
        policy.withObject("/metadata").put("name", name);
        policy.withObject("/metadata/labels")
                .put("kspec.io/generated", "true")
                .put("kspec.io/cluster-spec", specification);
        return policy;
    }

    private static ObjectNode ready(ObjectNode policy) {
        policy.withObject("/status")
                .putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", "True");
        return policy;
    }

    private static ObjectNode foreign() {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.putObject("metadata").put("name", "require-image-digests");
        return policy;
    }
}
