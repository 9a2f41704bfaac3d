package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.policy.NativePolicies;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.testkit.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Generated policies on a real API server: it accepts them, finds nothing to warn about, and decides as the engine
/// does. Each set of examples has a namespace of its own, which its policies alone do not leave out.
@ApiServer
final class NativePoliciesIT {
    private static final String BY_POLICY = "ValidatingAdmissionPolicy";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String UPDATES = "native-update";
    private static final String AUDITED = "native-audit";
    private static final List<PolicyCase> CASES = PolicyCase.all("native");
    private static final List<ObjectNode> CREATED = new ArrayList<>();

    @BeforeAll
    static void deny(KubernetesClient client) {
        CASES.forEach(one -> namespace(client, one.name()));
        namespace(client, UPDATES);
        namespace(client, AUDITED);
        Set<String> all = client.namespaces().list().getItems().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet());
        for (PolicyCase one : CASES) {
            var others = all.stream().filter(name -> !name.equals(one.name())).collect(Collectors.toSet());
            create(client, one.policies(others).objects());
        }
        CASES.forEach(one -> awaitRefusal(client, one));
    }

    @AfterAll
    static void leaveNothingBehind(KubernetesClient client) {
        CREATED.forEach(object -> client.resource(object.toString()).delete());
        CASES.forEach(one -> client.namespaces().withName(one.name()).delete());
        List.of(UPDATES, AUDITED)
                .forEach(name -> client.namespaces().withName(name).delete());
    }

    @Test
    void theApiServerFindsNothingToWarnAboutInAnyPolicy(KubernetesClient client) {
        List<ObjectNode> policies = CREATED.stream()
                .filter(object -> object.path("kind").asText().equals(BY_POLICY))
                .toList();
        assertThat(policies).hasSizeGreaterThanOrEqualTo(CASES.size());
        assertThat(policies).allSatisfy(policy -> {
            GenericKubernetesResource live = awaitTypeCheck(client, policy);
            assertThat(Optional.ofNullable(live.<Object>get("status", "typeChecking", "expressionWarnings")))
                    .as(policy.path("metadata").path("name").asText())
                    .isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> theApiServerDecidesAsTheEngineDoes(KubernetesClient client) {
        return CASES.stream().flatMap(one -> one.pods().stream()
                .map(example -> DynamicTest.dynamicTest(one.name() + "/" + example.file(), () -> {
                    Optional<String> refusal = refusal(client, one.name(), example);
                    if (example.fails()) {
                        assertThat(refusal.orElse("admitted"))
                                .contains(BY_POLICY)
                                .contains(one.rule().card().check() + " (" + one.name() + "): ")
                                .contains(one.rule().card().fix());
                    } else {
                        assertThat(refusal).isEmpty();
                    }
                })));
    }

    @Test
    void aDenialNamesTheContainersThatOffend(KubernetesClient client) {
        PolicyCase privileged = named("containers-are-unprivileged");
        assertThat(refusal(client, privileged.name(), example(privileged, "fail-container.yaml")))
                .hasValueSatisfying(message -> assertThat(message)
                        .contains("container \"agent\": securityContext.privileged is true, must be false"));
        PolicyCase digests = named("images-are-named-by-digest");
        assertThat(refusal(client, digests.name(), example(digests, "fail-tag.yaml")))
                .hasValueSatisfying(
                        message -> assertThat(message).contains("image \"nginx:1.27\" must be named by digest"));
    }

    @Test
    void anUpdateThatMakesNothingWorseIsAdmittedAndOneThatDoesIsNot(KubernetesClient client) {
        String namespace = UPDATES;
        Pod bad = client.resource(unscheduled(pod("bad", "nginx:1")))
                .inNamespace(namespace)
                .create();
        String named = "nginx@sha256:" + "a".repeat(64);
        Pod good = client.resource(unscheduled(pod("good", named)))
                .inNamespace(namespace)
                .create();
        List<ObjectNode> policies = digestsRequired("native-update", "Deny", client, namespace);
        create(client, policies);
        await().untilAsserted(() ->
                assertThat(refused(client, pod("probe", "nginx"), namespace)).isPresent());

        assertThatCode(() -> client.resource(bad).inNamespace(namespace).edit(live -> withImage(live, "nginx:2")))
                .as("it was no better before")
                .doesNotThrowAnyException();
        assertThatCode(() -> client.resource(good).inNamespace(namespace).edit(live -> new PodBuilder(live)
                        .editMetadata()
                        .addToLabels("seen", "yes")
                        .addToFinalizers("kspec.io/test")
                        .endMetadata()
                        .build()))
                .doesNotThrowAnyException();
        assertThat(refusalOf(() ->
                        client.pods().inNamespace(namespace).withName("good").edit(live -> withImage(live, "nginx:2"))))
                .hasValueSatisfying(message -> assertThat(message).contains("images-are-named-by-digest"));

        client.pods().inNamespace(namespace).withName("good").withGracePeriod(0).delete();
        assertThatCode(() -> client.pods()
                        .inNamespace(namespace)
                        .withName("good")
                        .edit(live -> new PodBuilder(withImage(live, "nginx:3"))
                                .editMetadata()
                                .withFinalizers(List.of())
                                .endMetadata()
                                .build()))
                .as("what is being deleted may go")
                .doesNotThrowAnyException();
    }

    @Test
    void anAuditingPolicyAdmits(KubernetesClient client) {
        String namespace = AUDITED;
        List<ObjectNode> policies = digestsRequired("native-audit", "Audit", client, namespace);
        create(client, policies);
        policies.stream()
                .filter(object -> object.path("kind").asText().equals(BY_POLICY))
                .forEach(policy -> awaitTypeCheck(client, policy));
        assertThat(refused(client, pod("plain", "nginx"), namespace)).isEmpty();
    }

    private static List<ObjectNode> digestsRequired(
            String name, String action, KubernetesClient client, String namespace) {
        ClusterSpec spec = Serialization.unmarshal("""
                enforcement: {mode: enforce, nativePolicies: %s}
                workloads: {images: {requireDigests: true}}
                """.formatted(action), ClusterSpec.class);
        Rulebook rulebook = ((Rulebook.Compilation.Compiled) Rulebook.compile(name, spec)).rulebook();
        return NativePolicies.of(
                        rulebook,
                        client.namespaces().list().getItems().stream()
                                .map(one -> one.getMetadata().getName())
                                .filter(other -> !other.equals(namespace))
                                .collect(Collectors.toSet()),
                        Instant.now())
                .objects();
    }

    private static void create(KubernetesClient client, List<ObjectNode> objects) {
        for (ObjectNode object : objects) {
            client.resource(object.toString()).create();
            CREATED.add(object);
        }
    }

    private static void namespace(KubernetesClient client, String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        await().until(() ->
                client.serviceAccounts().inNamespace(name).withName("default").get() != null);
    }

    /// A policy takes effect some time after it was stored.
    private static void awaitRefusal(KubernetesClient client, PolicyCase one) {
        PolicyCase.Example failing = one.pods().stream()
                .filter(PolicyCase.Example::fails)
                .filter(example -> !example.object().path("spec").has("ephemeralContainers"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(one.name() + " has no example that fails: " + one.examples()));
        await().alias(one.name()).untilAsserted(() -> assertThat(
                        refusal(client, one.name(), failing).orElse("admitted"))
                .contains(BY_POLICY));
    }

    private static GenericKubernetesResource awaitTypeCheck(KubernetesClient client, ObjectNode policy) {
        var resource = client.genericKubernetesResources(
                        policy.path("apiVersion").asText(), policy.path("kind").asText())
                .withName(policy.path("metadata").path("name").asText());
        await().until(() -> {
            GenericKubernetesResource live = resource.get();
            Number observed = live.get("status", "observedGeneration");
            return observed != null
                    && observed.longValue() == live.getMetadata().getGeneration();
        });
        return resource.get();
    }

    /// Why the API server refuses an example; empty when it admits it. Ephemeral containers come by an update.
    private static Optional<String> refusal(KubernetesClient client, String namespace, PolicyCase.Example example) {
        Pod pod = Serialization.unmarshal(example.object().toString(), Pod.class);
        if (pod.getSpec().getEphemeralContainers().isEmpty()) {
            return refused(client, pod, namespace);
        }
        Pod before = new PodBuilder(pod)
                .editMetadata()
                .withName(example.file().replace(".yaml", ""))
                .endMetadata()
                .editSpec()
                .withEphemeralContainers()
                .endSpec()
                .build();
        client.resource(unscheduled(before)).inNamespace(namespace).create();
        return refusalOf(() -> client.pods()
                .inNamespace(namespace)
                .withName(before.getMetadata().getName())
                .ephemeralContainers()
                .edit(live -> new PodBuilder(live)
                        .editSpec()
                        .withEphemeralContainers(pod.getSpec().getEphemeralContainers())
                        .endSpec()
                        .build()));
    }

    private static Optional<String> refused(KubernetesClient client, Pod pod, String namespace) {
        return refusalOf(
                () -> client.resource(pod).inNamespace(namespace).dryRun(true).create());
    }

    private static Optional<String> refusalOf(Runnable write) {
        try {
            write.run();
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private static Pod pod(String name, String image) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .withImage(image)
                .endContainer()
                .endSpec()
                .build();
    }

    /// No scheduler or kubelet writes to it, so that nobody gets between a read and a write of the test.
    private static Pod unscheduled(Pod pod) {
        return new PodBuilder(pod)
                .editSpec()
                .withSchedulerName("nobody")
                .endSpec()
                .build();
    }

    private static Pod withImage(Pod pod, String image) {
        return new PodBuilder(pod)
                .editSpec()
                .editFirstContainer()
                .withImage(image)
                .endContainer()
                .endSpec()
                .build();
    }

    private static PolicyCase named(String rule) {
        return CASES.stream()
                .filter(one -> one.rule().id().rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static PolicyCase.Example example(PolicyCase one, String file) {
        return one.examples().stream()
                .filter(example -> example.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200));
    }
}
