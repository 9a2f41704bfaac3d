package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.policy.Generated;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Kyverno's command line judges every example of every workload rule as the engine does, in both of its formats:
/// pods by themselves, and inside a Deployment and a CronJob. It is given what an API server would give it, where
/// amounts have one spelling; what no API server takes it is given as it is.
@ApiServer
final class KyvernoAgreementIT {
    private static final Map<String, Integer> VERDICTS = new ConcurrentSkipListMap<>();
    private static final String NAMESPACE = "kyverno-examples";
    private static final List<PolicyFormat> FORMATS =
            List.of(new PolicyFormat.KyvernoPolicy(), new PolicyFormat.KyvernoClusterPolicy());
    private static Kyverno kyverno;

    @BeforeAll
    static void find(KubernetesClient client) {
        kyverno = Kyverno.find();
        Objects.namespace(client, NAMESPACE, Map.of());
    }

    @AfterAll
    static void count(KubernetesClient client) {
        client.namespaces().withName(NAMESPACE).delete();
        VERDICTS.forEach((format, verdicts) -> System.out.println(format + ": " + verdicts + " verdicts alike"));
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
        return PolicyCase.all("kyverno").stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> agrees(one, client)));
    }

    @TestFactory
    Stream<DynamicTest> kyvernoLeavesOutWhatScopeAndExemptionsLeaveOut() {
        List<ObjectNode> objects = ReachCase.objects();
        return ReachCase.all().stream()
                .filter(ReachCase::saidWithoutLabels)
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    KyvernoRun run = run(one::policies, objects);
                    FORMATS.forEach(
                            format -> assertThat(objects).allSatisfy(object -> assertThat(run.fails(object, format))
                                    .as("%s by %s", object, one.rulebook().reach())
                                    .isEqualTo(one.fails(object))));
                }));
    }

    private static void agrees(PolicyCase one, KubernetesClient client) {
        assertThat(one.rule().cel()).isInstanceOf(CelForm.Expressed.class);
        List<PolicyCase.Example> examples =
                Stream.concat(one.pods().stream(), one.workloads().stream()).toList();
        assertThat(examples).as("cases of " + one.name()).isNotEmpty();
        List<JsonNode> objects = IntStream.range(0, examples.size())
                .mapToObj(number -> stored(client, named(examples.get(number).object(), number)))
                .toList();
        KyvernoRun run = run(format -> one.policies(format, Set.of("kube-system")), objects);
        for (PolicyFormat format : FORMATS) {
            for (int number = 0; number < examples.size(); number++) {
                JsonNode object = objects.get(number);
                String what = "%s in %s".formatted(examples.get(number).file(), format.word());
                boolean fails = one.fails(object);
                assertThat(run.fails(object, format)).as(what).isEqualTo(fails);
                assertThat(run.passes(object, format)).as(what).isNotEqualTo(fails);
                VERDICTS.merge(format.word(), 1, Integer::sum);
            }
        }
    }

    /// Both formats at once: starting the program costs more than judging.
    private static KyvernoRun run(Function<PolicyFormat, Generated> policies, List<? extends JsonNode> objects) {
        return KyvernoRun.of(
                kyverno,
                FORMATS.stream()
                        .flatMap(format -> policies.apply(format).objects().stream())
                        .toList(),
                objects);
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
            HasMetadata answer =
                    Objects.in(client, NAMESPACE, object).dryRun(true).create();
            return Optional.of(
                    Serialization.unmarshal(client.getKubernetesSerialization().asJson(answer), JsonNode.class));
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
