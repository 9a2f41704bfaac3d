package io.kspec.core.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.failure.Failure;
import io.kspec.core.rulebook.Rulebook;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RatchetTest {
    private static final String PRIVILEGED = "{name: app, image: 'nginx:1', securityContext: {privileged: true}}";
    private static final String SOUND = "{name: app, image: 'nginx:1'}";

    @Test
    void whatBrokeTheRuleBeforeMayGoOnAndDrawsAWarningThatSaysSo() {
        Decision decision = update(pod(PRIVILEGED, ""), pod(PRIVILEGED.replace("nginx:1", "nginx:2"), ""));
        assertThat(decision).isInstanceOfSatisfying(Decision.Warn.class, warn -> assertThat(warn.warnings())
                .singleElement()
                .asString()
                .contains("privileged is true")
                .contains("it was so before, and kspec refuses only what gets worse"));
    }

    @Test
    void aRuleThatWasKeptBeforeMustBeKept() {
        assertThat(update(pod(SOUND, ""), pod(PRIVILEGED, ""))).isInstanceOf(Decision.Refuse.class);
        assertThat(update(
                        pod(PRIVILEGED, ""),
                        pod(
                                PRIVILEGED.replace("'nginx:1'", "'nginx:2', ports: [{hostPort: 1, containerPort: 1}]"),
                                "")))
                .isInstanceOfSatisfying(Decision.Refuse.class, refuse -> {
                    assertThat(refuse.message()).contains("hostPort").doesNotContain("privileged");
                    assertThat(refuse.warnings()).singleElement().asString().contains("privileged");
                });
    }

    @Test
    void aContainerThatComesToABadPodMustBeSoundItself() {
        assertThat(update(pod(PRIVILEGED, ""), pod(PRIVILEGED, PRIVILEGED.replace("app", "debug"))))
                .isInstanceOf(Decision.Refuse.class);
        assertThat(update(pod(PRIVILEGED, ""), pod(PRIVILEGED, SOUND.replace("app", "debug"))))
                .isInstanceOf(Decision.Warn.class);
    }

    @Test
    void whatTheWholePodBreaksDoesNotKeepASoundContainerOut() {
        ObjectNode before = pod(SOUND, "");
        before.withObject("/spec").put("hostNetwork", true);
        ObjectNode after = pod(SOUND, SOUND.replace("app", "debug"));
        after.withObject("/spec").put("hostNetwork", true);
        assertThat(update(before, after)).isInstanceOf(Decision.Warn.class);
    }

    @Test
    void aTemplateMayBeMendedStepByStep() {
        Rulebook denying = Rulebooks.of("""
                enforcement: {mode: enforce}
                podSecurity: {enforce: baseline}
                webhooks: {templates: Deny}
                """);
        ObjectNode before = deployment(PRIVILEGED + ", " + PRIVILEGED.replace("app", "side"));
        ObjectNode after = deployment(PRIVILEGED + ", " + SOUND.replace("app", "side"));
        assertThat(update(denying, before, after)).isInstanceOf(Decision.Warn.class);
        assertThat(update(denying, after, deployment(SOUND))).isEqualTo(new Decision.Admit(List.of()));
        assertThat(update(denying, deployment(SOUND), before)).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void whenAnExemptionEndsWhatItPardonedIsNoNewBreach() {
        Rulebook ended = Rulebooks.of("""
                enforcement: {mode: enforce}
                podSecurity: {enforce: baseline}
                policyExemptions:
                - {name: old, reason: a good enough reason, approver: me, namespaces: [shop], expiresAt: '2020-01-01T00:00:00Z'}
                """);
        assertThat(update(ended, pod(PRIVILEGED, ""), pod(PRIVILEGED.replace("nginx:1", "nginx:2"), "")))
                .isInstanceOf(Decision.Warn.class);
    }

    @Test
    void anUpdateOfWhichTheOldObjectIsNotKnownIsJudgedInFull() {
        var request = new AdmissionRequest(
                "u",
                "alice",
                AdmissionRequest.Operation.UPDATE,
                "shop",
                "",
                Optional.of(pod(PRIVILEGED, "")),
                Optional.empty(),
                false);
        assertThat(Admission.decide(List.of(enforcing()), request, Rulebooks.NOW))
                .isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void theRulingTellsWhatCameOfEachRule() {
        Rulebook monitoring = Rulebooks.of("watching", """
                enforcement: {mode: monitor}
                podSecurity: {enforce: baseline}
                """);
        Rulebook exempting = Rulebooks.of("lenient", """
                enforcement: {mode: enforce}
                podSecurity: {enforce: baseline}
                policyExemptions: [{name: one, reason: a good enough reason, approver: me, namespaces: [shop]}]
                """);
        Ruling ruling = Admission.rule(
                List.of(exempting, enforcing(), monitoring),
                creation(pod(PRIVILEGED, "")),
                Rulebooks.NOW,
                Consultation.DIRECT);
        assertThat(ruling.actions())
                .filteredOn(action -> action.action() != RuleAction.Action.ALLOWED)
                .extracting(RuleAction::specification, RuleAction::action)
                .containsExactly(
                        tuple("lenient", RuleAction.Action.EXEMPTED),
                        tuple("strict", RuleAction.Action.DENIED),
                        tuple("watching", RuleAction.Action.RECORDED));
        assertThat(ruling.decision().recorded()).singleElement().satisfies(breach -> assertThat(breach.specification())
                .isEqualTo("watching"));
    }

    @Test
    void aSpecificationThatCannotAnswerRefusesByItsFailurePolicy() {
        Consultation silent =
                (rulebook, _) -> new Consultation.Answer.Silent(new Failure.BreakerOpen(rulebook.specification()));
        Ruling closed = Admission.rule(List.of(enforcing()), creation(pod(SOUND, "")), Rulebooks.NOW, silent);
        assertThat(closed.decision()).isInstanceOf(Decision.Refuse.class);
        assertThat(closed.silent()).containsExactly("strict");
        Rulebook open = Rulebooks.of("""
                enforcement: {mode: enforce}
                podSecurity: {enforce: baseline}
                webhooks: {failurePolicy: Ignore}
                """);
        assertThat(Admission.rule(List.of(open), creation(pod(SOUND, "")), Rulebooks.NOW, silent)
                        .decision())
                .isInstanceOfSatisfying(Decision.Warn.class, warn -> assertThat(warn.warnings())
                        .singleElement()
                        .asString()
                        .startsWith("strict: judging by this specification failed again and again"));
    }

    private static Decision update(ObjectNode before, ObjectNode after) {
        return update(enforcing(), before, after);
    }

    private static Decision update(Rulebook rulebook, ObjectNode before, ObjectNode after) {
        var request = new AdmissionRequest(
                "u",
                "alice",
                AdmissionRequest.Operation.UPDATE,
                "shop",
                "",
                Optional.of(after),
                Optional.of(before),
                false);
        return Admission.decide(List.of(rulebook), request, Rulebooks.NOW);
    }

    private static AdmissionRequest creation(ObjectNode object) {
        return new AdmissionRequest(
                "u",
                "alice",
                AdmissionRequest.Operation.CREATE,
                "shop",
                "",
                Optional.of(object),
                Optional.empty(),
                false);
    }

    private static Rulebook enforcing() {
        return Rulebooks.of("""
                enforcement: {mode: enforce}
                podSecurity: {enforce: baseline}
                """);
    }

    private static ObjectNode pod(String containers, String ephemeral) {
        return (ObjectNode) Yaml.one("""
                {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [%s], ephemeralContainers: [%s]}}
                """.formatted(containers, ephemeral));
    }

    private static ObjectNode deployment(String containers) {
        return (ObjectNode) Yaml.one("""
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: web},
                 spec: {template: {spec: {containers: [%s]}}}}
                """.formatted(containers));
    }
}
