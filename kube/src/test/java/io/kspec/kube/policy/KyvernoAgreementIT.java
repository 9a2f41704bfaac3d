package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Rules;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kyverno;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/// Kyverno's command line judges every example of every workload rule as the engine does, in both of its formats: pods
/// by themselves, and inside a Deployment and a CronJob. It is given what an API server would give it, where amounts
/// have one spelling; what no API server takes it is given as it is.
@ApiServer
final class KyvernoAgreementIT {
    private static final Map<String, Integer> VERDICTS = new ConcurrentSkipListMap<>();
    private static final String NAMESPACE = "kyverno-examples";
    private static Kyverno kyverno;

    @BeforeAll
    static void find(KubernetesClient client) {
        kyverno = Kyverno.find();
        Objects.namespace(client, NAMESPACE, Map.of());
    }

    @AfterAll
    static void count(KubernetesClient client, TestReporter reporter) {
        client.namespaces().withName(NAMESPACE).delete();
        VERDICTS.forEach((format, verdicts) -> reporter.publishEntry(format, verdicts + " verdicts alike"));
    }

    @Test
    void everyRuleThatJudgesWorkloadsIsTried() {
        Set<String> tried = PolicyCase.all("kyverno").stream()
                .map(one -> one.rule().id().rule())
                .collect(Collectors.toSet());
        Set<String> known = Rules.demandedBy(PolicyCase.everything()).stream()
                .filter(WorkloadRule.class::isInstance)
                .map(rule -> rule.id().rule())
                .collect(Collectors.toSet());
        assertThat(tried).isEqualTo(known);
    }

    @TestFactory
    Stream<DynamicTest> kyvernoJudgesTheExamplesAsTheEngineDoes(KubernetesClient client) {
        return Stream.<PolicyFormat>of(new PolicyFormat.KyvernoPolicy(), new PolicyFormat.KyvernoClusterPolicy())
                .flatMap(format -> PolicyCase.all("kyverno").stream()
                        .map(one -> DynamicTest.dynamicTest(
                                format.word() + "/" + one.name(), () -> agrees(one, format, client))));
    }

    @TestFactory
    Stream<DynamicTest> kyvernoLeavesOutWhatScopeAndExemptionsLeaveOut() {
        return Stream.<PolicyFormat>of(new PolicyFormat.KyvernoPolicy(), new PolicyFormat.KyvernoClusterPolicy())
                .flatMap(format -> ReachCase.all().stream()
                        .filter(ReachCase::saidWithoutLabels)
                        .map(one -> DynamicTest.dynamicTest(format.word() + "/" + one.name(), () -> {
                            List<ObjectNode> objects = ReachCase.objects();
                            var run =
                                    KyvernoRun.of(kyverno, one.policies(format).objects(), objects);
                            assertThat(objects).allSatisfy(object -> assertThat(run.fails(object))
                                    .as("%s by %s", object, one.rulebook().reach())
                                    .isEqualTo(one.fails(object)));
                        })));
    }

    private static void agrees(PolicyCase one, PolicyFormat format, KubernetesClient client) {
        assertThat(one.rule().cel()).isInstanceOf(CelForm.Expressed.class);
        List<PolicyCase.Example> examples =
                Stream.concat(one.pods().stream(), one.workloads().stream()).toList();
        assertThat(examples).as("cases of " + one.name()).isNotEmpty();
        List<JsonNode> objects = IntStream.range(0, examples.size())
                .mapToObj(number -> stored(client, named(examples.get(number).object(), number)))
                .toList();
        var run = KyvernoRun.of(
                kyverno, one.policies(format, Set.of("kube-system")).objects(), objects);
        for (int number = 0; number < examples.size(); number++) {
            JsonNode object = objects.get(number);
            boolean fails = one.fails(object);
            assertThat(run.fails(object)).as(examples.get(number).file()).isEqualTo(fails);
            assertThat(run.passes(object)).as(examples.get(number).file()).isNotEqualTo(fails);
            VERDICTS.merge(format.word(), 1, Integer::sum);
        }
    }

    /// As the API server would store it; as it is when the API server would not.
    private static JsonNode stored(KubernetesClient client, JsonNode object) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> asked(client, object), Optional::isPresent)
                .orElseThrow();
    }

    /// Empty while policies of an earlier test are still at work.
    private static Optional<JsonNode> asked(KubernetesClient client, JsonNode object) {
        try {
            return Optional.of(Serialization.jsonMapper()
                    .valueToTree(
                            Objects.in(client, NAMESPACE, object).dryRun(true).create()));
        } catch (KubernetesClientException refused) {
            return String.valueOf(refused.getMessage()).contains("ValidatingAdmissionPolicy")
                    ? Optional.empty()
                    : Optional.of(object);
        }
    }

    /// Examples may share a name, and some have none.
    private static JsonNode named(JsonNode object, int number) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("/metadata").put("name", "example-" + number).put("namespace", NAMESPACE);
        return copy;
    }
}
