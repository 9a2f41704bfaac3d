package io.kspec.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.rule.custom.CustomRuleHolds;
import io.kspec.core.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class RuleExamplesTest {
    private static final List<RuleExamples.Example> EXAMPLES = RuleExamples.all();

    /// Demands every rule there is.
    private static final List<Rule> EVERY_RULE =
            Rules.demandedBy(Yaml.spec(Yaml.documents(Path.of("src", "test", "resources", "specs", "everything.yaml"))
                    .getFirst()));

    @TestFactory
    Stream<DynamicTest> everyExampleIsJudgedAsItsNameSays() {
        return EXAMPLES.stream()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    Verdict verdict = example.verdict();
                    if (example.passes()) {
                        assertThat(verdict).isInstanceOf(Verdict.Pass.class);
                    } else {
                        assertThat(verdict).isInstanceOfSatisfying(Verdict.Fail.class, fail -> {
                            assertThat(fail.violations()).isNotEmpty();
                            assertThat(example.rule().headline(fail.violations()))
                                    .isNotBlank()
                                    .doesNotContain("\n");
                            assertThat(example.rule().details(fail.violations()))
                                    .isNotEmpty();
                            fail.violations().forEach(violation -> assertThat(violation.sentence())
                                    .isNotBlank());
                        });
                    }
                }));
    }

    @Test
    void everyRuleHasAnExampleThatPassesAndOneThatFails() {
        Set<String> passed = namesOf(EXAMPLES.stream().filter(RuleExamples.Example::passes));
        Set<String> failed = namesOf(EXAMPLES.stream().filter(example -> !example.passes()));
        Set<String> rules = EVERY_RULE.stream().map(rule -> rule.id().rule()).collect(Collectors.toSet());
        assertThat(rules).hasSize(Rules.ALL.size());
        assertThat(passed).isEqualTo(rules);
        assertThat(failed).isEqualTo(rules);
    }

    @Test
    void everyWorkloadRuleOfTheExamplesCanBeSaidInCelOnOneLine() {
        assertThat(EXAMPLES.stream()
                        .map(RuleExamples.Example::rule)
                        .filter(WorkloadRule.class::isInstance)
                        .map(rule -> ((WorkloadRule) rule).cel()))
                .isNotEmpty()
                .allSatisfy(form -> assertThat(form)
                        .isInstanceOfSatisfying(CelForm.Expressed.class, expressed -> assertThat(
                                        expressed.validations())
                                .isNotEmpty()
                                .allSatisfy(validation -> {
                                    assertThat(validation.expression())
                                            .isNotBlank()
                                            .doesNotContain("\n");
                                    assertThat(validation.message())
                                            .isNotBlank()
                                            .doesNotContain("\n");
                                    assertThat(validation.messageExpression()).doesNotContain("\n");
                                })));
    }

    @Test
    void everyRuleHasAnIdOfItsOwnAndACardThatIsFilledIn() {
        assertThat(EVERY_RULE.stream().map(Rule::id)).doesNotHaveDuplicates();
        assertThat(EVERY_RULE).allSatisfy(rule -> {
            assertThat(rule.id().rule()).matches("[a-z]+(-[a-z]+)*");
            RuleCard card = rule.card();
            assertThat(card.check()).matches("[a-z]+(-[a-z]+)*");
            assertThat(card.title()).isNotBlank().doesNotEndWith(".");
            assertThat(card.why()).endsWith(".");
            assertThat(card.fix()).endsWith(".");
            assertThat(card.controls().isEmpty()).isEqualTo(rule instanceof CustomRuleHolds);
        });
    }

    @Test
    void anEmptySpecificationDemandsNothing() {
        assertThat(Rules.demandedBy(Yaml.spec("{}"))).isEmpty();
        assertThat(Rules.demandedBy(Yaml.spec("""
                kubernetes: {}
                podSecurity: {enforce: privileged}
                network: {}
                workloads: {containers: {}, images: {}}
                rbac: {}
                admission: {}
                """)).stream()
                        .map(rule -> rule.id().rule()))
                .containsExactly("namespaces-carry-pod-security-labels");
    }

    private static Set<String> namesOf(Stream<RuleExamples.Example> examples) {
        return examples.map(example -> example.rule().id().rule()).collect(Collectors.toSet());
    }
}
