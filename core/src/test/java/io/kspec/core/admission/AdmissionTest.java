package io.kspec.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdmissionTest {
    private static final String PRIVILEGED = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              containers:
                - {name: app, image: nginx, securityContext: {privileged: true}}
            """;
    private static final String SOUND = PRIVILEGED.replace("privileged: true", "privileged: false");
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              template:
                spec:
                  containers:
                    - {name: app, image: nginx, securityContext: {privileged: true}}
            """;

    @Test
    void whatBreaksNoRuleIsAdmitted() {
        assertThat(create("enforce", SOUND)).isEqualTo(new Decision.Admit(List.of()));
    }

    @Test
    void aMonitoringSpecificationAdmitsAndRecords() {
        assertThat(create("monitor", PRIVILEGED))
                .isInstanceOfSatisfying(
                        Decision.Admit.class,
                        admit -> assertThat(admit.recorded()).singleElement().satisfies(breach -> {
                            assertThat(breach.specification()).isEqualTo("strict");
                            assertThat(breach.violation().subject().namespace()).isEqualTo("shop");
                            assertThat(breach.violation().subject().container()).isEqualTo("app");
                        }));
    }

    @Test
    void anAuditingSpecificationWarns() {
        assertThat(create("audit", PRIVILEGED)).isInstanceOfSatisfying(Decision.Warn.class, warn -> assertThat(
                        warn.warnings())
                .containsExactly("privileged-containers (strict): container \"app\": "
                        + "spec.containers[0].securityContext.privileged is true, must be false. "
                        + "Remove securityContext.privileged; add the single capability that is needed instead."));
    }

    @Test
    void anEnforcingSpecificationRefusesPodsAndSaysWhichContainerOffends() {
        assertThat(create("enforce", PRIVILEGED))
                .isInstanceOfSatisfying(Decision.Refuse.class, refuse -> assertThat(refuse.message())
                        .startsWith("kspec refuses Pod shop/web: privileged-containers (strict): container \"app\""));
    }

    @Test
    void anEnforcingSpecificationWarnsAboutTemplatesUnlessItSaysOtherwise() {
        assertThat(create("enforce", DEPLOYMENT)).isInstanceOf(Decision.Warn.class);
        Rulebook denying = Rulebooks.of("""
                enforcement: {mode: enforce}
                podSecurity: {enforce: baseline}
                webhooks: {templates: Deny}
                """);
        assertThat(decided(List.of(denying), creation(Yaml.one(DEPLOYMENT)))).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void aTemplateThatAnotherWorkloadOwnsIsJudgedAtItsOwner() {
        ObjectNode owned = (ObjectNode) Yaml.one(DEPLOYMENT.replace("Deployment", "ReplicaSet"));
        owned.withObject("metadata")
                .set(
                        "ownerReferences",
                        Yaml.one("[{apiVersion: apps/v1, kind: Deployment, name: web, uid: u, controller: true}]"));
        assertThat(decided(List.of(rulebook("audit")), creation(owned))).isEqualTo(new Decision.Admit(List.of()));
    }

    @Test
    void aPodThatAWorkloadOwnsIsJudgedAllTheSame() {
        ObjectNode owned = (ObjectNode) Yaml.one(PRIVILEGED);
        owned.withObject("metadata")
                .set(
                        "ownerReferences",
                        Yaml.one("[{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u, controller: true}]"));
        assertThat(decided(List.of(rulebook("enforce")), creation(owned))).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void anUpdateThatLeavesThePodAsItIsIsAdmitted() {
        ObjectNode labelled = (ObjectNode) Yaml.one(PRIVILEGED);
        labelled.withObject("metadata").putObject("labels").put("seen", "yes");
        assertThat(update(Yaml.one(PRIVILEGED), labelled)).isEqualTo(new Decision.Admit(List.of()));
    }

    @Test
    void anUpdateThatChangesThePodIsJudged() {
        assertThat(update(Yaml.one(SOUND), Yaml.one(PRIVILEGED))).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void whatIsBeingDeletedMayGo() {
        ObjectNode going = (ObjectNode) Yaml.one(PRIVILEGED);
        going.withObject("metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
        assertThat(update(Yaml.one(SOUND), going)).isEqualTo(new Decision.Admit(List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"DELETE", "CONNECT"})
    void deletingAndConnectingAreNotJudged(AdmissionRequest.Operation operation) {
        var request = new AdmissionRequest(
                "uid", "alice", operation, "shop", "", Optional.of(Yaml.one(PRIVILEGED)), Optional.empty(), false);
        assertThat(decided(List.of(rulebook("enforce")), request)).isEqualTo(new Decision.Admit(List.of()));
    }

    @Test
    void whatHoldsNoPodIsAdmitted() {
        assertThat(create("enforce", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"))
                .isEqualTo(new Decision.Admit(List.of()));
        var nothing = new AdmissionRequest(
                "uid",
                "alice",
                AdmissionRequest.Operation.CREATE,
                "shop",
                "",
                Optional.empty(),
                Optional.empty(),
                false);
        assertThat(decided(List.of(rulebook("enforce")), nothing)).isEqualTo(new Decision.Admit(List.of()));
    }

    @Test
    void theStrictestOfSeveralSpecificationsDecides() {
        Rulebook monitor = Rulebooks.of("mild", spec("monitor"));
        Rulebook audit = Rulebooks.of("middle", spec("audit"));
        Rulebook enforce = Rulebooks.of("strict", spec("enforce"));
        AdmissionRequest request = creation(Yaml.one(PRIVILEGED));
        assertThat(decided(List.of(monitor, enforce, audit), request)).isInstanceOf(Decision.Refuse.class);
        assertThat(decided(List.of(audit, monitor), request)).isInstanceOf(Decision.Warn.class);
    }

    @Test
    void aSpecificationWithoutWebhookIsNotAsked() {
        Rulebook off = Rulebooks.of("""
                enforcement: {mode: enforce}
                podSecurity: {enforce: baseline}
                webhooks: {enabled: false}
                """);
        assertThat(decided(List.of(off), creation(Yaml.one(PRIVILEGED)))).isEqualTo(new Decision.Admit(List.of()));
    }

    @Test
    void warningsBeyondTenAreCounted() {
        var pod = (ObjectNode) Yaml.one(PRIVILEGED);
        var containers = pod.withObject("spec").putArray("containers");
        for (int number = 0; number < 25; number++) {
            containers.add(
                    Yaml.one("{name: c%d, image: nginx, securityContext: {privileged: true}}".formatted(number)));
        }
        assertThat(decided(List.of(rulebook("audit")), creation(pod)))
                .isInstanceOfSatisfying(Decision.Warn.class, warn -> assertThat(warn.warnings())
                        .hasSize(Sentences.MOST)
                        .last()
                        .asString()
                        .startsWith("and 16 more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor", "audit", "enforce"})
    void aFaultIsNeverAdmittedInSilenceButUnderMonitor(String mode) {
        Decision decision = decided(
                List.of(answering(mode, "Fail", new Verdict.NotEvaluated(new Failure.InternalFault("lost", "here")))),
                creation(Yaml.one(SOUND)));
        switch (mode) {
            case "monitor" -> assertThat(decision).isEqualTo(new Decision.Admit(List.of()));
            case "audit" -> assertThat(decision).isInstanceOf(Decision.Warn.class);
            default -> assertThat(decision).isInstanceOf(Decision.Refuse.class);
        }
    }

    @Test
    void aFaultUnderEnforceWarnsWhenTheUserChoseToFailOpen() {
        Rulebook open =
                answering("enforce", "Ignore", new Verdict.NotEvaluated(new Failure.InternalFault("lost", "here")));
        assertThat(decided(List.of(open), creation(Yaml.one(SOUND))))
                .isInstanceOfSatisfying(
                        Decision.Warn.class,
                        warn -> assertThat(warn.warnings()).first().asString().startsWith("lost (here)"));
    }

    @Test
    void aQuestionForPeopleWarnsButUnderMonitor() {
        var question = new Verdict.Manual("Has somebody looked?");
        AdmissionRequest request = creation(Yaml.one(SOUND));
        assertThat(decided(List.of(answering("monitor", "Fail", question)), request))
                .isEqualTo(new Decision.Admit(List.of()));
        assertThat(decided(List.of(answering("enforce", "Fail", question)), request))
                .isEqualTo(new Decision.Warn(List.of("Has somebody looked?"), List.of()));
    }

    private static Decision create(String mode, String object) {
        return decided(List.of(rulebook(mode)), creation(Yaml.one(object)));
    }

    private static Decision update(JsonNode before, JsonNode after) {
        var request = new AdmissionRequest(
                "uid",
                "alice",
                AdmissionRequest.Operation.UPDATE,
                "shop",
                "",
                Optional.of(after),
                Optional.of(before),
                false);
        return decided(List.of(rulebook("enforce")), request);
    }

    private static AdmissionRequest creation(JsonNode object) {
        return new AdmissionRequest(
                "uid",
                "alice",
                AdmissionRequest.Operation.CREATE,
                "shop",
                "",
                Optional.of(object),
                Optional.empty(),
                false);
    }

    private static Rulebook rulebook(String mode) {
        return Rulebooks.of(spec(mode));
    }

    private static String spec(String mode) {
        return """
                enforcement: {mode: %s}
                podSecurity: {enforce: baseline}
                """.formatted(mode);
    }

    private static Rulebook answering(String mode, String failurePolicy, Verdict verdict) {
        Rulebook empty = Rulebooks.of("""
                enforcement: {mode: %s}
                webhooks: {failurePolicy: %s}
                """.formatted(mode, failurePolicy));
        return new Rulebook(
                empty.specification(),
                empty.version(),
                empty.enforcement(),
                empty.reach(),
                List.of(new Answering(verdict)),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void aNamespaceThatIsNotKnownRefusesUnderEnforceAndSaysSoOnce() {
        var scoped = Rulebooks.of("""
                enforcement: {mode: enforce}
                namespaceScope: {namespaceSelector: {matchLabels: {tier: prod}}}
                podSecurity: {enforce: restricted}
                """);
        assertThat(decided(List.of(scoped), creation(Yaml.one(PRIVILEGED))))
                .isInstanceOfSatisfying(Decision.Refuse.class, refuse -> assertThat(refuse.message())
                        .contains("the labels of namespace shop are not known")
                        .doesNotContain(" | "));
    }

    /// A rule that always answers the same.
    private record Answering(Verdict verdict) implements WorkloadRule {
        @Override
        public Verdict judge(Workload workload) {
            return verdict;
        }

        @Override
        public CelForm cel() {
            return new CelForm.Inexpressible("it is made up");
        }

        @Override
        public RuleKind kind() {
            var card = new RuleCard("made-up", Category.WORKLOADS, Severity.LOW, "title", "why.", "fix.", List.of());
            return new RuleKind("answers-are-fixed", card, "nothing", List.of(), _ -> Stream.empty());
        }

        @Override
        public String headline(List<Violation> violations) {
            return "headline";
        }
    }

    private static Decision decided(List<Rulebook> rulebooks, AdmissionRequest request) {
        return Admission.decide(rulebooks, request, Rulebooks.NOW);
    }
}
