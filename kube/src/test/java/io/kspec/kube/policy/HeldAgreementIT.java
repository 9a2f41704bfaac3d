package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.admission.Decision;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.time.Duration;
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
import org.junit.jupiter.api.TestFactory;

/// Stages and modes of rules on a real API server: native policies deny where admission refuses, and nowhere else.
/// A binding that denies warns here instead, and one that audits is left as it is, so that every policy tells of
/// every object.
@ApiServer
final class HeldAgreementIT {
    private static final Pattern WARNING = Pattern.compile("ValidatingAdmissionPolicy 'kspec-reach-([^']*)-images-");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<ReachCase> CASES = ReachCase.held();
    private static final List<ObjectNode> OBJECTS = CASES.stream()
            .flatMap(one -> one.natives().objects().stream())
            .map(HeldAgreementIT::warningInsteadOfDenying)
            .toList();

    @BeforeAll
    static void hold(KubernetesClient client, Kubectl kubectl) {
        ReachCase.NAMESPACES.forEach((name, labels) -> Objects.namespace(client, name, labels));
        OBJECTS.forEach(object -> client.resource(object.toString()).create());
        ReachCase.objects().forEach(object -> Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(denied(kubectl, object)).isNotNull().containsAll(refused(object))));
    }

    @AfterAll
    static void leaveNothingBehind(KubernetesClient client) {
        OBJECTS.forEach(object -> client.resource(object.toString()).delete());
        ReachCase.NAMESPACES
                .keySet()
                .forEach(name -> client.namespaces().withName(name).delete());
    }

    @TestFactory
    Stream<DynamicTest> theApiServerDeniesWhereAdmissionRefuses(Kubectl kubectl) {
        return ReachCase.objects().stream()
                .map(object -> DynamicTest.dynamicTest(
                        object.path("kind").asText() + " " + object.path("metadata"),
                        () -> assertThat(denied(kubectl, object)).isEqualTo(refused(object))));
    }

    private static ObjectNode warningInsteadOfDenying(ObjectNode object) {
        ObjectNode warning = object.deepCopy();
        if (object.path("kind").asText().equals("ValidatingAdmissionPolicy")) {
            warning.withObject("/spec/validations/0").put("message", "no").remove("messageExpression");
        } else if (object.at("/spec/validationActions/0").asText().equals("Deny")) {
            warning.withObject("/spec").putArray("validationActions").add("Warn");
        }
        return warning;
    }

    private static Set<String> refused(JsonNode object) {
        return CASES.stream()
                .filter(one -> one.admission(object) instanceof Decision.Refuse)
                .map(ReachCase::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> denied(Kubectl kubectl, JsonNode object) {
        Kubectl.Answer answer =
                kubectl.runWithInput(object.toString(), "create", "--dry-run=server", "--validate=false", "-f", "-");
        assertThat(answer.exitCode()).as(answer.stderr()).isZero();
        return WARNING.matcher(answer.stderr())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
