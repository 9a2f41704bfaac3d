package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.admission.Admission;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.Consultation;
import io.kspec.core.admission.RuleAction;
import io.kspec.core.policy.Policies;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.policy.Terms;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.Mode;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Of an update, the generated policies refuse on a real API server what admission refuses, rule by rule. Their
/// bindings warn here instead of denying, so that every policy tells of every update.
@ApiServer
final class RatchetAgreementIT {
    private static final Pattern WARNING = Pattern.compile("ValidatingAdmissionPolicy '([^']*)'");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final String NAMESPACE = "ratchet";
    private static final List<String> PODS = List.of(
            "containers: [{name: app, image: 'nginx:1'}]",
            "containers: [{name: app, image: 'nginx:1', securityContext: {privileged: true}}]",
            "containers: [{name: app, image: 'nginx:2', securityContext: {privileged: true}}]",
            "hostNetwork: true, containers: [{name: app, image: 'nginx:1'}]",
            "hostNetwork: true, containers: [{name: app, image: 'nginx:2', ports: [{containerPort: 80, hostPort: 80}]}]",
            "securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}, containers: [{name: app,"
                    + " image: 'example.com/app@sha256:%s', securityContext: {allowPrivilegeEscalation: false,"
                            .formatted("0".repeat(64))
                    + " capabilities: {drop: [ALL]}}}]",
            "containers: [{name: app, image: 'nginx:1'}, {name: side, image: 'nginx:1', securityContext: {privileged:"
                    + " true, capabilities: {add: [SYS_ADMIN]}}}]");
    private static final List<String> ADDED = List.of(
            "{name: debug, image: 'nginx:1'}",
            "{name: debug, image: 'nginx:1', securityContext: {privileged: true}}",
            "{name: debug, image: 'nginx:1', securityContext: {capabilities: {add: [SYS_ADMIN]}}}",
            "{name: debug, image: 'example.com/app@sha256:%s', securityContext: {runAsNonRoot: true,"
                            .formatted("0".repeat(64))
                    + " allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, seccompProfile: {type:"
                    + " RuntimeDefault}}}");
    private static final Rulebook RULEBOOK = rulebook();
    private static final List<ObjectNode> CREATED = new ArrayList<>();
    private static final Map<String, String> RULES = new HashMap<>();

    @BeforeAll
    static void warn(KubernetesClient client, Kubectl kubectl) {
        Objects.namespace(client, NAMESPACE, Map.of());
        var terms = new Terms(Mode.ENFORCE, Set.of("kube-system"), Set.of(), NOW);
        for (ObjectNode object :
                Policies.of(RULEBOOK, new PolicyFormat.AdmissionPolicy(), terms).objects()) {
            RULES.put(
                    object.at("/metadata/name").asText(),
                    object.at("/metadata/annotations/kspec.io~1rule").asText());
            if (object.path("kind").asText().endsWith("Binding")) {
                object.withObject("/spec").putArray("validationActions").add("Warn");
            } else {
                object.withArray("/spec/validations")
                        .forEach(validation ->
                                ((ObjectNode) validation).put("message", "no").remove("messageExpression"));
            }
            client.resource(object.toString()).create();
            CREATED.add(object);
        }
        awaitWarnings(kubectl, deployment(1));
        awaitWarnings(kubectl, pod("canary", PODS.get(1)));
    }

    @AfterAll
    static void leaveNothingBehind(KubernetesClient client) {
        CREATED.forEach(object -> client.resource(object.toString()).delete());
        client.namespaces().withName(NAMESPACE).delete();
    }

    @TestFactory
    Stream<DynamicTest> ofAChangedTemplateBothRefuseTheSameRules(KubernetesClient client, Kubectl kubectl) {
        return Stream.iterate(0, before -> before < PODS.size(), before -> before + 1)
                .flatMap(before -> {
                    ObjectNode stored = deployment(before);
                    client.resource(stored.toString()).create();
                    return Stream.iterate(0, after -> after < PODS.size(), after -> after + 1)
                            .filter(after -> !after.equals(before))
                            .map(after -> DynamicTest.dynamicTest("from %d to %d".formatted(before, after), () -> {
                                ObjectNode changed = deployment(after);
                                changed.withObject("/metadata")
                                        .put("name", stored.at("/metadata/name").asText());
                                Kubectl.Answer answer = kubectl.runWithInput(
                                        changed.toString(), "replace", "--dry-run=server", "-f", "-");
                                assertThat(warned(answer)).isEqualTo(refused(stored, changed));
                            }));
                });
    }

    @TestFactory
    Stream<DynamicTest> ofAContainerThatComesToAPodBothRefuseTheSameRules(KubernetesClient client, Kubectl kubectl) {
        return Stream.iterate(0, before -> before < PODS.size(), before -> before + 1)
                .flatMap(before -> {
                    ObjectNode stored = pod("pod-" + before, PODS.get(before));
                    client.resource(stored.toString()).create();
                    return ADDED.stream()
                            .map(added -> DynamicTest.dynamicTest("to %d comes %s".formatted(before, added), () -> {
                                ObjectNode changed = stored.deepCopy();
                                changed.withArray("/spec/ephemeralContainers").add(yaml(added));
                                Kubectl.Answer answer = kubectl.run(
                                        "patch",
                                        "pod",
                                        "pod-" + before,
                                        "-n",
                                        NAMESPACE,
                                        "--subresource=ephemeralcontainers",
                                        "--dry-run=server",
                                        "-p={\"spec\":{\"ephemeralContainers\":[%s]}}".formatted(yaml(added)));
                                assertThat(warned(answer)).isEqualTo(refused(stored, changed));
                            }));
                });
    }

    private static Set<String> refused(ObjectNode before, ObjectNode after) {
        return denied(AdmissionRequest.Operation.UPDATE, after, Optional.of(before));
    }

    private static Set<String> denied(
            AdmissionRequest.Operation operation, ObjectNode object, Optional<ObjectNode> before) {
        var request = new AdmissionRequest(
                "u", "me", operation, NAMESPACE, "", Optional.of(object), before.map(node -> node), true);
        return Admission.rule(
                        List.of(RULEBOOK),
                        request,
                        new Circumstances(NamespaceLabels.UNKNOWN, NOW),
                        Consultation.DIRECT)
                .actions()
                .stream()
                .filter(action -> action.action() == RuleAction.Action.DENIED)
                .map(action -> action.rule().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> warned(Kubectl.Answer answer) {
        assertThat(answer.exitCode()).as(answer.stderr()).isZero();
        return WARNING.matcher(answer.stderr())
                .results()
                .map(found -> RULES.get(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// A policy takes effect some time after it was stored.
    private static void awaitWarnings(Kubectl kubectl, ObjectNode object) {
        Set<String> expected = denied(AdmissionRequest.Operation.CREATE, object, Optional.empty());
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        warned(kubectl.runWithInput(object.toString(), "create", "--dry-run=server", "-f", "-")))
                .isEqualTo(expected));
    }

    private static ObjectNode deployment(int template) {
        ObjectNode deployment = Wrapped.deployment(pod("any", PODS.get(template)), "deployment-" + template);
        deployment.withObject("/metadata").put("namespace", NAMESPACE);
        deployment.withObject("/spec").put("replicas", 0);
        return deployment;
    }

    private static ObjectNode pod(String name, String spec) {
        return yaml("{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: %s}, spec: {%s}}"
                .formatted(name, NAMESPACE, spec));
    }

    private static ObjectNode yaml(String text) {
        return Serialization.unmarshal(text, ObjectNode.class);
    }

    private static Rulebook rulebook() {
        ClusterSpec spec = Serialization.unmarshal("""
                enforcement: {mode: enforce}
                webhooks: {templates: Deny}
                podSecurity: {enforce: restricted}
                workloads:
                  images: {requireDigests: true, blockedRegistries: [docker.io]}
                  containers: {required: [{key: resources.limits.memory}, {key: securityContext.runAsNonRoot}]}
                """, ClusterSpec.class);
        return ((Rulebook.Compilation.Compiled) Rulebook.compile("ratchet", spec)).rulebook();
    }
}
