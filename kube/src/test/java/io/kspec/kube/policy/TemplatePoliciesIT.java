package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.testkit.ApiServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Policies for workloads on a real API server: every example inside a Deployment and a CronJob is refused exactly
/// when the engine refuses it. Each set of examples has a namespace of its own.
@ApiServer
final class TemplatePoliciesIT {
    private static final String BY_POLICY = "ValidatingAdmissionPolicy";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<PolicyCase> CASES = PolicyCase.all("template");
    private static final List<ObjectNode> CREATED = new ArrayList<>();

    /// The API server itself refuses some pods inside a workload, and would never ask a policy about them.
    private static final Map<PolicyCase, List<PolicyCase.Example>> ASKED = new HashMap<>();

    @BeforeAll
    static void deny(KubernetesClient client) {
        for (PolicyCase one : CASES) {
            Objects.namespace(client, one.name(), Map.of());
            ASKED.put(
                    one,
                    one.workloads().stream()
                            .filter(example -> refusal(client, one.name(), example.object())
                                    .isEmpty())
                            .toList());
        }
        Set<String> all = client.namespaces().list().getItems().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet());
        for (PolicyCase one : CASES) {
            Set<String> others =
                    all.stream().filter(name -> !name.equals(one.name())).collect(Collectors.toSet());
            one.policies(new PolicyFormat.AdmissionPolicy(), others).objects().stream()
                    .filter(object -> object.at("/metadata/name").asText().matches(".*-(templates|cronjobs)"))
                    .forEach(object -> {
                        client.resource(object.toString()).create();
                        CREATED.add(object);
                    });
        }
        CASES.forEach(
                one -> ASKED.get(one).stream().filter(PolicyCase.Example::fails).forEach(example -> await().alias(
                                one.name() + "/" + example.file())
                        .until(() ->
                                refusal(client, one.name(), example.object()).isPresent())));
    }

    @AfterAll
    static void leaveNothingBehind(KubernetesClient client) {
        CREATED.forEach(object -> client.resource(object.toString()).delete());
        CASES.forEach(one -> client.namespaces().withName(one.name()).delete());
    }

    @Test
    void theApiServerFindsNothingToWarnAboutInAnyPolicy(KubernetesClient client) {
        assertThat(CREATED)
                .filteredOn(object -> object.path("kind").asText().equals(BY_POLICY))
                .hasSize(2 * CASES.size())
                .allSatisfy(policy -> {
                    GenericKubernetesResource live = awaitTypeCheck(client, policy);
                    assertThat(Optional.ofNullable(live.<Object>get("status", "typeChecking", "expressionWarnings")))
                            .as(policy.at("/metadata/name").asText())
                            .isEmpty();
                });
    }

    @Test
    void everyRuleIsAskedAboutWorkloadsThatBreakItAndThatKeepIt() {
        assertThat(CASES).allSatisfy(one -> {
            assertThat(ASKED.get(one)).as(one.name()).anyMatch(PolicyCase.Example::fails);
            assertThat(ASKED.get(one)).as(one.name()).anyMatch(example -> !example.fails());
        });
    }

    @TestFactory
    Stream<DynamicTest> theApiServerDecidesAboutWorkloadsAsTheEngineDoes(KubernetesClient client) {
        return CASES.stream().flatMap(one -> ASKED.get(one).stream()
                .map(example -> DynamicTest.dynamicTest(one.name() + "/" + example.file(), () -> {
                    Optional<String> refusal = refusal(client, one.name(), example.object());
                    if (example.fails()) {
                        assertThat(refusal.orElse("admitted"))
                                .contains(BY_POLICY)
                                .contains(one.rule().card().check() + " (" + one.name() + "): ");
                    } else {
                        assertThat(refusal).isEmpty();
                    }
                })));
    }

    private static Optional<String> refusal(KubernetesClient client, String namespace, JsonNode object) {
        try {
            Objects.in(client, namespace, object).dryRun(true).create();
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private static GenericKubernetesResource awaitTypeCheck(KubernetesClient client, ObjectNode policy) {
        var resource = client.genericKubernetesResources(
                        policy.path("apiVersion").asText(), BY_POLICY)
                .withName(policy.at("/metadata/name").asText());
        await().until(() -> {
            GenericKubernetesResource live = resource.get();
            Number observed = live.get("status", "observedGeneration");
            return observed != null
                    && observed.longValue() == live.getMetadata().getGeneration();
        });
        return resource.get();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200));
    }
}
