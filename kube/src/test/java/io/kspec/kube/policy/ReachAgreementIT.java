package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Scope and exemptions of policies on a real API server. Their bindings warn here instead of denying, so that every
/// policy tells of every object.
@ApiServer
final class ReachAgreementIT {
    private static final Pattern WARNING = Pattern.compile("ValidatingAdmissionPolicy 'kspec-reach-([^']*)-images-");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<ReachCase> CASES = ReachCase.all();
    private static final List<ObjectNode> CREATED = new ArrayList<>();

    @BeforeAll
    static void warn(KubernetesClient client, Kubectl kubectl) {
        ReachCase.NAMESPACES.forEach((name, labels) -> Objects.namespace(client, name, labels));
        for (ReachCase one : CASES) {
            for (ObjectNode object :
                    one.policies(new PolicyFormat.AdmissionPolicy()).objects()) {
                warning(object);
                client.resource(object.toString()).create();
                CREATED.add(object);
            }
        }
        Stream.of("Pod", "Deployment", "CronJob").forEach(kind -> awaitWarnings(kubectl, canary(kind)));
    }

    @AfterAll
    static void leaveNothingBehind(KubernetesClient client) {
        CREATED.forEach(object -> client.resource(object.toString()).delete());
        ReachCase.NAMESPACES
                .keySet()
                .forEach(name -> client.namespaces().withName(name).delete());
    }

    @TestFactory
    Stream<DynamicTest> theApiServerLeavesOutWhatTheEngineLeavesOut(Kubectl kubectl) {
        return ReachCase.objects().stream()
                .map(object -> DynamicTest.dynamicTest(
                        object.path("kind").asText() + " " + object.path("metadata"),
                        () -> assertThat(warned(kubectl, object, "create")).isEqualTo(expected(object))));
    }

    @Test
    void anUpdateIsAskedAboutOnlyWhenItMakesThePodWorse(KubernetesClient client, Kubectl kubectl) {
        ObjectNode sound = pod().deepCopy();
        sound.withObject("/spec/containers/0").put("image", "nginx@sha256:" + "0".repeat(64));
        ObjectNode deployment = Wrapped.deployment(sound, "ratchet");
        deployment.withObject("/metadata").put("namespace", "reach-shop");
        deployment.withObject("/spec").put("replicas", 0);
        client.resource(deployment.toString()).create();
        deployment.withObject("/metadata/labels").put("seen", "yes");
        assertThat(warned(kubectl, deployment, "apply")).isEmpty();
        deployment.withObject("/spec/template/spec/containers/0").put("image", "nginx:2");
        assertThat(warned(kubectl, deployment, "apply")).contains("whole");
    }

    @Test
    void whatIsBeingDeletedMayGo(KubernetesClient client, Kubectl kubectl) {
        ObjectNode deployment = Wrapped.deployment(pod(), "going");
        deployment
                .withObject("/metadata")
                .put("namespace", "reach-shop")
                .putArray("finalizers")
                .add("kspec.io/test");
        deployment.withObject("/spec").put("replicas", 0);
        client.resource(deployment.toString()).create();
        client.apps().deployments().inNamespace("reach-shop").withName("going").delete();
        deployment.withObject("/spec/template/spec/containers/0").put("image", "nginx:2");
        assertThat(warned(kubectl, deployment, "apply")).isEmpty();
        client.apps().deployments().inNamespace("reach-shop").withName("going").edit(live -> {
            live.getMetadata().setFinalizers(List.of());
            return live;
        });
    }

    /// The API server cuts warnings that are longer than 4,096 characters together, so they say little here.
    private static void warning(ObjectNode object) {
        if (object.path("kind").asText().endsWith("Binding")) {
            object.withObject("/spec").putArray("validationActions").add("Warn");
        } else {
            object.withObject("/spec/validations/0").put("message", "no").remove("messageExpression");
        }
    }

    private static Set<String> expected(JsonNode object) {
        return CASES.stream()
                .filter(one -> one.fails(object))
                .map(ReachCase::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> warned(Kubectl kubectl, JsonNode object, String verb) {
        Kubectl.Answer answer =
                kubectl.runWithInput(object.toString(), verb, "--dry-run=server", "--validate=false", "-f", "-");
        assertThat(answer.exitCode()).as(answer.stderr()).isZero();
        return WARNING.matcher(answer.stderr())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// A policy takes effect some time after it was stored.
    private static void awaitWarnings(Kubectl kubectl, ObjectNode object) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(warned(kubectl, object, "create"))
                .isEqualTo(expected(object)));
    }

    private static ObjectNode canary(String kind) {
        ObjectNode object =
                switch (kind) {
                    case "Deployment" -> Wrapped.deployment(pod(), "canary");
                    case "CronJob" -> Wrapped.cronJob(pod(), "canary");
                    default -> ReachCase.CANARY.deepCopy();
                };
        object.withObject("/metadata").put("namespace", "reach-shop");
        return object;
    }

    private static JsonNode pod() {
        return ReachCase.CANARY;
    }
}
