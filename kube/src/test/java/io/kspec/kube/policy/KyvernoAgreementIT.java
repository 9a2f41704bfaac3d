package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.rule.CelForm;
import io.kspec.testkit.Kyverno;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Kyverno's command line judges every example of every workload rule as the engine does, in both of its formats: pods
/// as they are in the files, and inside a Deployment and a CronJob. No API server runs, but a program that was built
/// like one.
@Tag("apiserver")
final class KyvernoAgreementIT {
    private static Kyverno kyverno;

    @BeforeAll
    static void find() {
        kyverno = Kyverno.find();
    }

    @TestFactory
    Stream<DynamicTest> kyvernoJudgesTheExamplesAsTheEngineDoes() {
        return Stream.<PolicyFormat>of(new PolicyFormat.KyvernoPolicy(), new PolicyFormat.KyvernoClusterPolicy())
                .flatMap(format -> PolicyCase.all("kyverno").stream()
                        .map(one ->
                                DynamicTest.dynamicTest(format.word() + "/" + one.name(), () -> agrees(one, format))));
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

    private static void agrees(PolicyCase one, PolicyFormat format) {
        assertThat(one.rule().cel()).isInstanceOf(CelForm.Expressed.class);
        List<PolicyCase.Example> examples =
                Stream.concat(one.pods().stream(), one.workloads().stream()).toList();
        List<JsonNode> objects = IntStream.range(0, examples.size())
                .mapToObj(number -> named(examples.get(number).object(), number))
                .toList();
        var run = KyvernoRun.of(
                kyverno, one.policies(format, Set.of("kube-system")).objects(), objects);
        assertThat(examples).as("cases of " + one.name()).isNotEmpty();
        for (int number = 0; number < examples.size(); number++) {
            PolicyCase.Example example = examples.get(number);
            assertThat(run.fails(objects.get(number))).as(example.file()).isEqualTo(example.fails());
            assertThat(run.passes(objects.get(number))).as(example.file()).isNotEqualTo(example.fails());
        }
    }

    /// Examples may share a name, and some have none.
    private static JsonNode named(JsonNode object, int number) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("/metadata").put("name", "example-" + number).put("namespace", "shop");
        return copy;
    }
}
