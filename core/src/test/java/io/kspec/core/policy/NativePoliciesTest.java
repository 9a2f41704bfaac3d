package io.kspec.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.Rules;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Rulebook;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NativePoliciesTest {
    private static final Set<String> EXEMPT = Set.of("kube-system", "kspec-system");

    @Test
    void eachRuleBecomesAPolicyAndItsBindingForEachShape() {
        Generated generated = of("enforce", "Deny", "images: {requireDigests: true}");
        assertThat(generated.objects())
                .extracting(
                        object -> object.path("kind").asText().replace("ValidatingAdmission", "") + " " + name(object))
                .containsExactly(
                        "Policy kspec-prod-images-are-named-by-digest",
                        "PolicyBinding kspec-prod-images-are-named-by-digest",
                        "Policy kspec-prod-images-are-named-by-digest-templates",
                        "PolicyBinding kspec-prod-images-are-named-by-digest-templates",
                        "Policy kspec-prod-images-are-named-by-digest-cronjobs",
                        "PolicyBinding kspec-prod-images-are-named-by-digest-cronjobs");
        assertThat(generated.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Warn, Deny Warn Warn", "Deny, Deny Deny Deny"})
    void templatesAreDeniedByChoiceOnly(String templates, String actions) {
        Rulebook rulebook = Rulebooks.of("prod", """
                enforcement: {mode: enforce, nativePolicies: Deny}
                webhooks: {templates: %s}
                workloads: {images: {requireDigests: true}}
                """.formatted(templates));
        assertThat(String.join(" ", actions(rulebook))).isEqualTo(actions);
    }

    @Test
    void beforeItsTimeAStagedSpecificationOnlyAudits() {
        String staged = "nativePolicies: Deny, enforceFrom: '2026-06-15T12:00:01Z'";
        assertThat(actions(staged(staged))).containsExactly("Audit", "Audit", "Audit");
        assertThat(NativePolicies.of(staged(staged), EXEMPT, Rulebooks.NOW.now().plusSeconds(1))
                        .objects())
                .filteredOn(object -> object.at("/spec").has("validationActions"))
                .extracting(object -> object.at("/spec/validationActions/0").asText())
                .containsExactly("Deny", "Warn", "Warn");
    }

    @Test
    void canaryNamespacesAreDeniedByABindingOfTheirOwn() {
        List<ObjectNode> objects = NativePolicies.of(
                        staged("nativePolicies: Deny, canaryNamespaces: {matchLabels: {stage: canary}}"),
                        Set.of(),
                        Rulebooks.NOW.now())
                .objects();
        assertThat(objects.subList(0, 3))
                .extracting(object -> name(object) + " "
                        + object.at("/spec/validationActions/0").asText(""))
                .containsExactly(
                        "kspec-prod-images-are-named-by-digest ",
                        "kspec-prod-images-are-named-by-digest Audit",
                        "kspec-prod-images-are-named-by-digest-canary Deny");
        assertThat(objects.getFirst().at("/spec/failurePolicy").asText()).isEqualTo("Fail");
        assertThat(objects.get(1).at("/spec/matchResources").isMissingNode()).isTrue();
        assertThat(objects.get(2).at("/spec/matchResources/namespaceSelector"))
                .isEqualTo(Yaml.one("{matchLabels: {stage: canary}}"));
        assertThat(objects.get(2).at("/spec/policyName").asText()).isEqualTo(name(objects.getFirst()));
    }

    @Test
    void aCanarySelectorIsJoinedToThatOfTheScope() {
        Rulebook rulebook = Rulebooks.of("prod", """
                namespaceScope: {namespaceSelector: {matchLabels: {tier: prod}}}
                enforcement: {mode: enforce, nativePolicies: Deny, canaryNamespaces: {matchLabels: {tier: canary}}}
                workloads: {images: {requireDigests: true}}
                """);
        assertThat(NativePolicies.of(rulebook, Set.of(), Rulebooks.NOW.now())
                        .objects()
                        .get(2)
                        .at("/spec/matchResources/namespaceSelector"))
                .isEqualTo(Yaml.one("{matchLabels: {tier: prod},"
                        + " matchExpressions: [{key: tier, operator: In, values: [canary]}]}"));
    }

    @Test
    void aRuleInAMilderModeAuditsOrIsLeftOut() {
        Rulebook rulebook = Rulebooks.of("prod", """
                enforcement:
                  mode: enforce
                  nativePolicies: Deny
                  rules: [{rule: images-are-named-by-digest, mode: audit}, {rule: images-avoid-the-latest-tag, mode: monitor}]
                workloads: {images: {requireDigests: true, disallowLatestTag: true}}
                """);
        assertThat(actions(rulebook)).containsExactly("Audit", "Audit", "Audit");
        Generated generated = NativePolicies.of(rulebook, EXEMPT, Rulebooks.NOW.now());
        assertThat(generated
                        .objects()
                        .getFirst()
                        .at("/metadata/labels/kspec.io~1enforcement-mode")
                        .asText())
                .isEqualTo("audit");
        assertThat(generated.leftOut())
                .containsExactly(
                        new Left(new RuleId("images-avoid-the-latest-tag"), "its mode is monitor, which only records"));
    }

    @ParameterizedTest
    @CsvSource({"enforce, Deny, Deny, Fail", "enforce, Audit, Audit, Ignore", "audit, Deny, Audit, Ignore"})
    void theActionFollowsTheEnforcement(String mode, String asked, String action, String failurePolicy) {
        List<ObjectNode> objects =
                of(mode, asked, "images: {requireDigests: true}").objects();
        assertThat(objects.getFirst().at("/spec/failurePolicy").asText()).isEqualTo(failurePolicy);
        assertThat(objects.get(1).at("/spec/validationActions/0").asText()).isEqualTo(action);
        assertThat(objects.get(1).at("/spec/policyName").asText()).isEqualTo(name(objects.getFirst()));
        assertThat(objects.getFirst()
                        .at("/metadata/labels/kspec.io~1enforcement-mode")
                        .asText())
                .isEqualTo(mode);
        assertThat(objects.getFirst()
                        .at("/metadata/labels/kspec.io~1cluster-spec")
                        .asText())
                .isEqualTo("prod");
    }

    @ParameterizedTest
    @CsvSource({"monitor, Deny", "enforce, Off", "audit, Off"})
    void nothingIsGeneratedWhenNativePoliciesAreOff(String mode, String asked) {
        assertThat(of(mode, asked, "images: {requireDigests: true}").objects()).isEmpty();
    }

    @Test
    void exemptNamespacesAreLeftOutByName() {
        JsonNode binding = of("enforce", "Deny", "images: {requireDigests: true}")
                .objects()
                .getLast();
        JsonNode expression = binding.at("/spec/matchResources/namespaceSelector/matchExpressions/0");
        assertThat(expression.path("key").asText()).isEqualTo("kubernetes.io/metadata.name");
        assertThat(expression.path("operator").asText()).isEqualTo("NotIn");
        assertThat(expression.path("values").toString()).isEqualTo("[\"kspec-system\",\"kube-system\"]");
        Rulebook rulebook = rulebook("enforce", "Deny", "images: {requireDigests: true}");
        assertThat(NativePolicies.of(rulebook, Set.of(), Rulebooks.NOW.now())
                        .objects()
                        .getLast()
                        .path("spec")
                        .has("matchResources"))
                .isFalse();
    }

    @Test
    void aRuleThatCelCannotSayIsReported() {
        Rulebook none = Rulebooks.of("enforcement: {mode: enforce, nativePolicies: Deny}");
        List<WorkloadRule> rules = Rules.demandedBy(Yaml.spec("""
                        workloads:
                          containers:
                            required: [{key: ports.hostPort, value: 0}, {key: resources.limits.memory, value: 0.1n}]
                            forbidden: [{key: lifecycle, value: {preStop: {}}}]
                        """)).stream()
                .map(WorkloadRule.class::cast)
                .toList();
        Generated generated = NativePolicies.of(
                new Rulebook(
                        "prod",
                        none.version(),
                        none.enforcement(),
                        none.reach(),
                        rules,
                        List.of(),
                        List.of(),
                        List.of()),
                EXEMPT,
                Rulebooks.NOW.now());
        assertThat(generated.objects()).isEmpty();
        assertThat(generated.leftOut())
                .extracting(left -> left.rule().toString(), Left::reason)
                .satisfiesExactly(
                        left -> assertThat(left.toList().getLast().toString()).contains("not known to hold an object"),
                        left -> assertThat(left.toList().getLast().toString()).contains("cannot compare exactly"),
                        left -> assertThat(left.toList().getLast().toString()).contains("cannot compare exactly"));
    }

    @Test
    void messagesStandOnOneLine() {
        List<ObjectNode> objects = of("enforce", "Deny", """
                containers: {required: [{key: securityContext.seccompProfile.type, value: "two\\nlines 'quoted' \\\\"}]}
                """.strip()).objects();
        JsonNode validation = objects.getFirst().at("/spec/validations/0");
        assertThat(validation.path("message").asText()).doesNotContain("\n");
        assertThat(validation.path("messageExpression").asText()).doesNotContain("\n");
        assertThat(validation.path("expression").asText())
                .doesNotContain("\n")
                .contains("\\u000a")
                .contains("\\'quoted\\'");
    }

    @Test
    void twoGenerationsOfOneRulebookAreEqual() {
        String workloads = "containers: {required: [{key: securityContext.runAsNonRoot}]}";
        assertThat(of("enforce", "Deny", workloads)).isEqualTo(of("enforce", "Deny", workloads));
    }

    @Test
    void namesStayWithinWhatTheApiServerAccepts() {
        String longName = "a".repeat(250);
        assertThat(PolicyNames.of(longName, new RuleId("images-are-named-by-digest"), Shape.PODS))
                .hasSizeLessThanOrEqualTo(253)
                .matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
        assertThat(PolicyNames.label(longName)).hasSizeLessThanOrEqualTo(63).matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
        assertThat(PolicyNames.of(
                        "prod", new RuleId("container-field-is-set", "securityContext.runAsNonRoot"), Shape.PODS))
                .isEqualTo("kspec-prod-container-field-is-set-securitycontext-runasnonroot");
        assertThat(PolicyNames.of("prod", new RuleId("container-field-is-set", "a.b#2"), Shape.PODS))
                .startsWith("kspec-prod-container-field-is-set-a-b-2-")
                .isNotEqualTo(PolicyNames.of("prod", new RuleId("container-field-is-set", "a.b/2"), Shape.PODS));
    }

    private static Rulebook staged(String enforcement) {
        return Rulebooks.of("prod", """
                enforcement: {mode: enforce, %s}
                workloads: {images: {requireDigests: true}}
                """.formatted(enforcement));
    }

    /// Of the bindings, in their order.
    private static List<String> actions(Rulebook rulebook) {
        return NativePolicies.of(rulebook, EXEMPT, Rulebooks.NOW.now()).objects().stream()
                .filter(object -> object.at("/spec").has("validationActions"))
                .map(object -> object.at("/spec/validationActions/0").asText())
                .toList();
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    private static Generated of(String mode, String action, String workloads) {
        return NativePolicies.of(rulebook(mode, action, workloads), EXEMPT, Rulebooks.NOW.now());
    }

    private static Rulebook rulebook(String mode, String action, String workloads) {
        return Rulebooks.of("prod", """
                enforcement: {mode: %s, nativePolicies: %s}
                workloads:
                  %s
                """.formatted(mode, action, workloads));
    }
}
