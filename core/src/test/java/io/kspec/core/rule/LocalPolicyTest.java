package io.kspec.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.policy.LocalPolicy;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The third door beside the engine and the API server: what a policy says, evaluated here.
final class LocalPolicyTest {
    @TestFactory
    Stream<DynamicTest> whatAPolicySaysIsWhatTheEngineSays() {
        return RuleExamples.all().stream()
                .filter(example -> example.rule() instanceof WorkloadRule)
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    var form = (CelForm.Expressed) ((WorkloadRule) example.rule()).cel();
                    Workload workload =
                            Workload.of(example.documents().getFirst()).orElseThrow();
                    Verdict verdict = LocalPolicy.of(form).judge(workload, () -> 0);
                    assertThat(verdict.getClass())
                            .as("%s", verdict)
                            .isEqualTo(example.verdict().getClass());
                    if (verdict instanceof Verdict.Fail(var violations)) {
                        assertThat(violations).allSatisfy(violation -> assertThat(violation.fix())
                                .isNotBlank());
                    }
                }));
    }
}
