package io.kspec.core.rule.custom;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.failure.Failure;
import io.kspec.core.policy.LocalPolicy;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.scope.Scope;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class CustomRuleHoldsTest {
    private static final Workload POD = Yaml.workload("""
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec: {containers: [{name: app, image: nginx}]}
            """);
    private static final Workload DEPLOYMENT = Yaml.workload("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec: {replicas: 1, template: {metadata: {}, spec: {containers: [{name: app, image: nginx}]}}}
            """);

    @Test
    void onlyAnExpressionThatMayReadWhatIsNotKeptReadsBeyondTheEssence() {
        assertThat(List.of(
                        "object.spec.hostNetwork == true",
                        "has(object.metadata.labels) && object.kind == 'Pod'",
                        "variables.containers.all(c, c.image != '')",
                        "variables.podSpec.volumes.all(v, !has(v.hostPath))",
                        "variables.podMeta.name != 'web' || variables.pod.spec.hostPID == false"))
                .noneMatch(expression -> reading(expression).readsBeyondTheEssence());
        assertThat(List.of(
                        "object.status.phase == 'Running'",
                        "has(object.metadata.managedFields)",
                        "object['status'] != null",
                        "[object].exists(o, has(o.status))",
                        "variables.podSpec.volumes.all(v, v.name.size() < 5)",
                        "variables.containers.all(c, c.name == '' || has(c.volumeMounts))",
                        "object.metadata.exists(name, name == 'managedFields')"))
                .allMatch(expression -> reading(expression).readsBeyondTheEssence());
    }

    private static CustomRuleText reading(String expression) {
        return new CustomRuleText("any", expression, Set.of(), Scope.EVERYWHERE, Severity.LOW, "", "");
    }

    @Test
    void aViolationSaysWhatTheAuthorWroteAndWhere() {
        WorkloadRule rule = rule("""
                name: owned
                expression: has(object.metadata.labels)
                severity: Critical
                message: |
                  Give the pod
                  a label owner
                """);
        assertThat(rule.id()).hasToString("custom[owned]");
        assertThat(rule.card().check()).isEqualTo("owned");
        assertThat(rule.card().severity()).isEqualTo(Severity.CRITICAL);
        Violation violation = violation(rule, DEPLOYMENT);
        assertThat(violation.sentence())
                .isEqualTo("spec.template is not, must be such that has(object.metadata.labels)");
        assertThat(violation.fix()).isEqualTo("Give the pod a label owner.");
        assertThat(violation(rule, POD).sentence())
                .isEqualTo("the object is not, must be such that has(object.metadata.labels)");
        assertThat(rule.headline(List.of(violation))).isEqualTo("owned broken by 1 workload");
    }

    @Test
    void aMessageOfItsOwnWinsAsLongAsItSaysSomethingOnOneLine() {
        assertThat(fix("'pod ' + object.metadata.name + ' is bare'")).isEqualTo("pod web is bare");
        assertThat(fix("object.metadata.missing + ''")).isEqualTo("Put it right.");
        assertThat(fix("' '")).isEqualTo("Put it right.");
        assertThat(fix("'two\\nlines'")).isEqualTo("Put it right.");
    }

    @Test
    void withoutSeverityAndMessageARuleIsOfMediumSeverityAndSaysWhatToDo() {
        WorkloadRule rule = rule("{name: never, expression: 'false'}");
        assertThat(rule.card().severity()).isEqualTo(Severity.MEDIUM);
        assertThat(violation(rule, POD).fix())
                .isEqualTo("Change the object so that the expression of the rule is true.");
    }

    @Test
    void kindsThatTheRuleDoesNotNamePass() {
        WorkloadRule rule = rule("{name: spread, match: {kinds: [Deployment]}, expression: object.spec.replicas > 1}");
        assertThat(rule.judge(POD)).isEqualTo(Verdict.PASS);
        assertThat(violation(rule, DEPLOYMENT).path().dotted()).isEmpty();
        assertThat(rule.cel()).isInstanceOf(CelForm.Inexpressible.class);
    }

    @Test
    void anErrorIsNotAPass() {
        assertThat(rule("{name: a, expression: object.spec.hostNetwork == false}")
                        .judge(POD))
                .isInstanceOfSatisfying(Verdict.NotEvaluated.class, verdict -> assertThat(
                                verdict.why().sentence())
                        .isEqualTo("the expression came to an error: key 'hostNetwork' is not present in map "
                                + "(line 1, column 12) (Pod shop/web). Ask first whether it is there: "
                                + "has(object.field), or object.?field.orValue(false)."));
    }

    @Test
    void aRuleThatTakesTooLongIsCutOffByTheClockOfTheCaller() {
        var now = new AtomicLong();
        WorkloadRule rule = rule("""
                name: slow
                expression: '[1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, a + b > 0))'
                """);
        assertThat(rule.judge(POD)).isEqualTo(Verdict.PASS);
        assertThat(rule.timedBy(() -> now.addAndGet(60_000_000)).judge(POD))
                .isInstanceOfSatisfying(Verdict.NotEvaluated.class, verdict -> assertThat(verdict.why())
                        .isInstanceOf(Failure.CutOff.class));
    }

    @Test
    void theGeneratedFormSpeaksOfThePodAndLeavesNamesOfLoopsAlone() {
        var form = (CelForm.Expressed) rule("""
                        name: named
                        expression: object.spec.containers.all(object, object.name != '') && has(object.metadata.labels)
                        messageExpression: string(object.metadata.name)
                        """).cel();
        assertThat(form.validations()).singleElement().satisfies(validation -> {
            assertThat(validation.expression())
                    .isEqualTo("variables.pod.spec.containers.all(object, object.name != '') "
                            + "&& has(variables.pod.metadata.labels)");
            assertThat(validation.messageExpression()).isEqualTo("string(variables.pod.metadata.name)");
        });
        assertThat(LocalPolicy.of(form).judge(POD, () -> 0))
                .isInstanceOfSatisfying(
                        Verdict.Fail.class,
                        fail -> assertThat(fail.violations().getFirst().fix()).isEqualTo("web"));
    }

    @Test
    void theGeneratedFormOfARuleWithKindsLetsOtherKindsPassAndKeepsComments() {
        var form = (CelForm.Expressed) rule("""
                        name: ranked
                        match: {kinds: [Pod, Job]}
                        expression: "has(object.spec.priorityClassName) // or the default of the cluster"
                        """).cel();
        assertThat(form.validations().getFirst().expression())
                .isEqualTo("!(object.kind in ['Pod', 'Job']) || "
                        + "(has(dyn(object).spec.priorityClassName) // or the default of the cluster\n)");
        assertThat(LocalPolicy.of(form).judge(POD, () -> 0)).isInstanceOf(Verdict.Fail.class);
        assertThat(LocalPolicy.of(form).judge(DEPLOYMENT, () -> 0)).isEqualTo(Verdict.PASS);
    }

    @Test
    void aPolicyThatComesToAnErrorIsNotEvaluated() {
        var form = (CelForm.Expressed)
                rule("{name: a, expression: object.spec.hostNetwork == false}").cel();
        assertThat(LocalPolicy.of(form).judge(POD, () -> 0)).isInstanceOf(Verdict.NotEvaluated.class);
    }

    @Test
    void entriesThatCannotBeEvaluatedDemandNothing() {
        assertThat(CustomRuleHolds.demandedBy(Yaml.spec("""
                rules:
                - {name: a}
                - {expression: 'true'}
                - {name: b, expression: object.}
                - {name: c, expression: 'true', match: {kinds: [Service]}}
                """))).isEmpty();
    }

    private static String fix(String messageExpression) {
        return violation(
                        rule("{name: a, expression: 'false', message: Put it right., messageExpression: \"%s\"}"
                                .formatted(messageExpression.replace("\\", "\\\\"))),
                        POD)
                .fix();
    }

    private static Violation violation(WorkloadRule rule, Workload workload) {
        return ((Verdict.Fail) rule.judge(workload)).violations().getFirst();
    }

    private static WorkloadRule rule(String entry) {
        return CustomRuleHolds.demandedBy(Yaml.spec("rules:\n- " + entry.strip().replace("\n", "\n  ")))
                .findFirst()
                .orElseThrow();
    }
}
