package io.kspec.core.rule.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Rules;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContainerDemandsTest {
    @Test
    void whatSeveralContainersTakeFromThePodIsOneViolationAtThePod() {
        List<Violation> violations = required("{key: securityContext.runAsNonRoot}", """
                {securityContext: {runAsNonRoot: false}, containers: [{name: a}, {name: b}]}
                """);
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.path().dotted()).isEqualTo("spec.securityContext.runAsNonRoot");
            assertThat(violation.subject().container()).isEmpty();
            assertThat(violation.sentence()).isEqualTo("spec.securityContext.runAsNonRoot is false, must be true");
        });
    }

    @Test
    void whatNobodySetsIsAViolationAtEachContainer() {
        assertThat(required("{key: securityContext.runAsNonRoot}", "{containers: [{name: a}, {name: b}]}"))
                .extracting(Violation::sentence)
                .containsExactly(
                        "container \"a\": spec.containers[0].securityContext.runAsNonRoot is absent, must be true",
                        "container \"b\": spec.containers[1].securityContext.runAsNonRoot is absent, must be true");
    }

    @Test
    void secretsAreNeverShown() {
        assertThat(forbidden(
                        "{key: env, exists: true}", "{containers: [{name: a, env: [{name: TOKEN, value: hunter2}]}]}"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString()).doesNotContain("hunter2"));
        assertThat(forbidden(
                        "{key: livenessProbe.exec.command, exists: true}",
                        "{containers: [{name: a, livenessProbe: {exec: {command: [hunter2]}}}]}"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString()).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{key: resources, exists: true}             | {resources: {}}                        | false",
                "{key: resources, exists: true}             | {resources: {limits: {cpu: 1}}}        | true",
                "{key: workingDir, exists: true}            | {workingDir: ''}                       | false",
                "{key: securityContext.runAsUser, value: 1} | {securityContext: {runAsUser: 1.0}}    | true",
                "{key: securityContext.runAsUser, value: 1} | {securityContext: {runAsUser: '1'}}    | false",
                "{key: resources.limits.cpu, value: 1}      | {resources: {limits: {cpu: '1000m'}}}  | true",
                "{key: resources.limits.cpu, value: lots}   | {resources: {limits: {cpu: '1'}}}      | false",
                "{key: resources.limits, value: {cpu: '1'}} | {resources: {limits: {cpu: '1'}}}      | true",
                "{key: tty, exists: true}                   | {tty: false}                           | false",
                "{key: tty, exists: true}                   | {tty: true}                            | true",
                "{key: tty, value: false}                   | {}                                     | true",
                "{key: ports.hostPort, value: 80}           | {ports: [{hostPort: 80}]}              | false",
                "{key: image, value: [nginx]}               | {image: nginx}                         | false",
                "{key: command, value: [a, b]}              | {command: [b, a]}                      | true",
            })
    void valuesCompareAsTheyAreDocumented(String demand, String container, boolean satisfied) {
        assertThat(required(demand, "{containers: [%s]}".formatted(container)).isEmpty())
                .isEqualTo(satisfied);
    }

    @Test
    void aKeyThatNamesNothingDemandsNothing() {
        assertThat(Rules.demandedBy(
                        Yaml.spec("workloads: {containers: {required: [{value: true}, {key: ''}, {key: a..b}]}}")))
                .isEmpty();
    }

    @Test
    void aSegmentThatIsNoNameInCelIsSelectedByIndex() {
        WorkloadRule rule = rule("required", "{key: nodeSelector.disk-type, value: ssd}");
        assertThat(rule.cel()).isInstanceOfSatisfying(CelForm.Expressed.class, form -> assertThat(
                        form.validations().getFirst().expression())
                .isEqualTo("variables.podSpec.?nodeSelector[?'disk-type'].orValue(dyn(null)) == 'ssd'"));
    }

    @Test
    void anUnreadableRegistryPatternIsNeverPassedOver() {
        for (String field : List.of("allowedRegistries", "blockedRegistries")) {
            WorkloadRule rule = workloadRule("workloads: {images: {%s: ['reg*', docker.io]}}".formatted(field));
            assertThat(rule.judge(Yaml.workload(
                            "{apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: ghcr.io/a}]}}")))
                    .isInstanceOf(Verdict.NotEvaluated.class);
            assertThat(rule.cel()).isInstanceOf(CelForm.Inexpressible.class);
        }
    }

    @Test
    void aLongOrUnprintableImageIsShortened() {
        WorkloadRule rule = workloadRule("workloads: {images: {requireDigests: true}}");
        String odd =
                "{apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: \"a\\nb\"}, {name: b, image: %s}, {name: c}]}}"
                        .formatted("x".repeat(5000));
        List<Violation> violations = violations(rule.judge(Yaml.workload(odd)));
        assertThat(violations).hasSize(3).allSatisfy(violation -> assertThat(violation.sentence())
                .hasSizeLessThan(500)
                .doesNotContain("\n"));
        assertThat(violations.getLast().observed()).isEqualTo("absent");
    }

    private static List<Violation> required(String demand, String podSpec) {
        return judge("required", demand, podSpec);
    }

    private static List<Violation> forbidden(String demand, String podSpec) {
        return judge("forbidden", demand, podSpec);
    }

    private static List<Violation> judge(String part, String demand, String podSpec) {
        return violations(rule(part, demand)
                .judge(Yaml.workload("{apiVersion: v1, kind: Pod, spec: %s}".formatted(podSpec.strip()))));
    }

    private static List<Violation> violations(Verdict verdict) {
        return verdict instanceof Verdict.Fail(List<Violation> violations) ? violations : List.of();
    }

    private static WorkloadRule rule(String part, String demand) {
        return workloadRule("workloads: {containers: {%s: [%s]}}".formatted(part, demand));
    }

    private static WorkloadRule workloadRule(String spec) {
        return (WorkloadRule) Rules.demandedBy(Yaml.spec(spec)).getFirst();
    }
}
