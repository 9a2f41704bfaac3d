package io.kspec.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.Rulebooks;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.Mode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class PoliciesTest {
    static final List<PolicyFormat> FORMATS = PolicyFormat.ALL;
    private static final PolicyFormat VAP = new PolicyFormat.AdmissionPolicy();
    private static final PolicyFormat KYVERNO = new PolicyFormat.KyvernoPolicy();
    private static final PolicyFormat LEGACY = new PolicyFormat.KyvernoClusterPolicy();
    private static final String DIGESTS = "workloads: {images: {requireDigests: true}}";

    @ParameterizedTest
    @FieldSource("FORMATS")
    void monitorWritesNothing(PolicyFormat format) {
        assertThat(generate(DIGESTS, format, Mode.MONITOR)).isEqualTo(Generated.NOTHING);
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void aRuleThatJudgesAClusterIsLeftOutAndSaidToBe(PolicyFormat format) {
        Generated generated = generate(DIGESTS + "\nkubernetes: {minVersion: '1.30'}", format, Mode.ENFORCE);
        assertThat(generated.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.rule().rule()).isEqualTo("kubernetes-version-is-in-range");
            assertThat(left.reason()).contains("judges a cluster");
        });
        assertThat(generated.objects()).isNotEmpty();
        assertThat(generated.complete()).isFalse();
    }

    @Test
    void eachShapeHasAPolicyOfItsOwn() {
        assertThat(generate(DIGESTS, VAP, Mode.ENFORCE).objects().stream().filter(PoliciesTest::isPolicy))
                .extracting(PoliciesTest::name)
                .containsExactly(
                        "kspec-prod-images-are-named-by-digest",
                        "kspec-prod-images-are-named-by-digest-templates",
                        "kspec-prod-images-are-named-by-digest-cronjobs");
        assertThat(generate(DIGESTS, VAP, Mode.ENFORCE).complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ENFORCE, Warn, Deny, Warn",
        "ENFORCE, Deny, Deny, Deny",
        "AUDIT, Warn, Audit, Audit",
        "AUDIT, Deny, Audit, Audit"
    })
    void podsFollowTheModeAndTemplatesTheChoice(Mode mode, String asked, String pods, String templates) {
        String spec = DIGESTS + "\nwebhooks: {templates: %s}".formatted(asked);
        List<String> actions = generate(spec, VAP, mode).objects().stream()
                .filter(object -> !isPolicy(object))
                .map(binding -> binding.at("/spec/validationActions").toString())
                .toList();
        assertThat(actions)
                .containsExactly(
                        "[\"%s\"]".formatted(pods), "[\"%s\"]".formatted(templates), "[\"%s\"]".formatted(templates));
        assertThat(generate(spec, LEGACY, mode).objects().getFirst().at("/spec/rules/1/validate/failureAction"))
                .hasToString(templates.equals("Deny") ? "\"Enforce\"" : "\"Audit\"");
        assertThat(generate(spec, KYVERNO, mode).objects().getLast().at("/spec/validationActions"))
                .hasToString(templates.equals("Warn") ? "[\"Warn\",\"Audit\"]" : "[\"%s\"]".formatted(templates));
    }

    @Test
    void namesOfNamespacesAreLabelsForTheApiServerAndConditionsForKyverno() {
        String spec = DIGESTS + """

                namespaceScope: {includeNamespaces: [shop, pay], excludeNamespaces: [old]}
                """;
        JsonNode binding = generate(spec, VAP, Mode.ENFORCE).objects().get(1);
        assertThat(binding.at("/spec/matchResources/namespaceSelector/matchExpressions"))
                .hasToString("""
                [{"key":"kubernetes.io/metadata.name","operator":"In","values":["pay","shop"]},\
                {"key":"kubernetes.io/metadata.name","operator":"NotIn","values":["kube-system","old"]}]""");
        assertThat(conditions(generate(spec, VAP, Mode.ENFORCE))).noneMatch(one -> one.contains("namespace"));
        assertThat(conditions(generate(spec, KYVERNO, Mode.ENFORCE)))
                .contains(
                        "namespace-is-included: object.metadata.namespace in ['shop', 'pay']",
                        "namespace-is-not-excluded: !(object.metadata.namespace in ['kube-system', 'old'])");
    }

    @Test
    void patternsAreConditionsInEveryFormat() {
        String spec = DIGESTS + "\nnamespaceScope: {includeNamespaces: [shop, 'team-*'], excludeNamespaces: ['*-x']}";
        assertThat(conditions(generate(spec, VAP, Mode.ENFORCE)))
                .contains(
                        "namespace-is-included: object.metadata.namespace == 'shop'"
                                + " || object.metadata.namespace.matches('^team-.*$')",
                        "namespace-is-not-excluded: !(object.metadata.namespace.matches('^.*-x$'))");
    }

    @Test
    void anExemptionIsAConditionForTheRulesItConcernsWhileItHolds() {
        assertThat(conditions(exempting("checks: [images-are-named-by-digest], namespaces: [shop]")))
                .contains("exemption/one: !(object.metadata.namespace == 'shop')");
        assertThat(conditions(exempting("checks: [images-avoid-the-latest-tag], namespaces: [shop]")))
                .noneMatch(one -> one.startsWith("exemption"));
        assertThat(conditions(exempting("namespaces: [shop], expiresAt: '2026-06-15T12:00:00Z'")))
                .noneMatch(one -> one.startsWith("exemption"));
    }

    @Test
    void anExemptionByDeploymentAlsoNamesItsPods() {
        assertThat(conditions(exempting("resources: [{kind: Deployment, name: web.one}]")))
                .anySatisfy(one -> assertThat(one)
                        .startsWith("exemption/one: !(")
                        .contains("i.kind == 'Deployment' && i.name == 'web.one'")
                        .contains("i.kind == 'ReplicaSet'")
                        .contains("i.name == 'web.one-' + object.metadata.?labels[?'pod-template-hash']"));
        assertThat(conditions(exempting("resources: [{name: 'we.b*'}]"))).anySatisfy(one -> assertThat(one)
                .contains("i.name.matches('^we\\\\.b.*$')")
                .contains("i.kind == 'Job' && i.name.matches('^we\\\\.b.*-[0-9]+$')"));
    }

    @Test
    void labelsAndNamespacesOfAnExemptedObjectAreConditionsToo() {
        assertThat(conditions(exempting("resources: [{namespace: shop, labelSelector: {b: '2', a: \"it's\"}}]")))
                .contains("exemption/one: !((object.metadata.namespace == 'shop'"
                        + " && object.metadata.?labels[?'a'] == optional.of('it\\'s')"
                        + " && object.metadata.?labels[?'b'] == optional.of('2')))");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "namespaces: ['*']", "resources: [{name: '*'}]"})
    void aRuleThatIsPardonedEverywhereIsLeftOut(String everything) {
        Generated generated = exempting(everything);
        assertThat(generated.objects()).isEmpty();
        assertThat(generated.leftOut()).extracting(Left::reason).containsExactly("exemption one pardons every object");
    }

    @Test
    void manyExemptionsShareACondition() {
        String spec = DIGESTS + "\npolicyExemptions:\n"
                + IntStream.range(0, 60)
                        .mapToObj(number -> exemption("e" + number, "namespaces: [n%d]".formatted(number)))
                        .collect(Collectors.joining());
        JsonNode policy = generate(spec, VAP, Mode.ENFORCE).objects().get(2);
        assertThat(policy.at("/spec/matchConditions")).hasSizeLessThanOrEqualTo(64);
        assertThat(policy.at("/spec/matchConditions").toString())
                .contains("'n0'")
                .contains("'n59'");
    }

    @Test
    void exemptionsTooLongForAPolicyLeaveTheRuleOut() {
        String spec = DIGESTS + "\npolicyExemptions:\n"
                + IntStream.range(0, 200)
                        .mapToObj(number ->
                                exemption("e" + number, "resources: [{kind: Deployment, name: d%d}]".formatted(number)))
                        .collect(Collectors.joining());
        assertThat(generate(spec, VAP, Mode.ENFORCE).leftOut())
                .extracting(Left::reason)
                .containsExactly("its 200 exemptions are longer than a policy may be");
    }

    @Test
    void whatAPolicyCannotKnowIsTold() {
        String spec = DIGESTS + """

                timeBasedActivation: {enabled: true, activePeriods: [{startTime: '08:00', endTime: '18:00'}]}
                policyExemptions:
                """ + exemption("one", "namespaces: [shop], expiresAt: '2030-01-01T00:00:00Z'");
        assertThat(generate(spec, VAP, Mode.ENFORCE).departures())
                .satisfiesExactly(
                        times -> assertThat(times).contains("spec.timeBasedActivation"),
                        end -> assertThat(end).contains("exemption one").contains("2030-01-01T00:00:00Z"));
        assertThat(generate(DIGESTS, LEGACY, Mode.ENFORCE).departures())
                .singleElement()
                .satisfies(resize -> assertThat(resize).contains("pods/resize"));
    }

    @Test
    void olderNamesStayWhereTheyFitAndEveryNameIsGivenOnce() {
        String spec = """
                podSecurity: {enforce: baseline}
                workloads:
                  containers:
                    required: [{key: securityContext.runAsNonRoot, value: true}, {key: resources.limits.cpu}]
                    forbidden: [{key: securityContext.privileged, value: true}]
                """;
        List<ObjectNode> objects = generate(spec, LEGACY, Mode.ENFORCE).objects();
        assertThat(objects)
                .extracting(PoliciesTest::name)
                .contains(
                        "require-run-as-non-root",
                        "disallow-privileged",
                        "container-field-is-set-resources-limits-cpu",
                        "container-field-is-avoided-securitycontext-privileged")
                .doesNotHaveDuplicates();
        JsonNode nonRoot = objects.stream()
                .filter(object -> name(object).equals("require-run-as-non-root"))
                .findFirst()
                .orElseThrow();
        assertThat(nonRoot.at("/spec/rules"))
                .extracting(rule -> rule.path("name").asText())
                .containsExactly("check-runAsNonRoot", "check-runAsNonRoot-templates", "check-runAsNonRoot-cronjobs");
    }

    @Test
    void aNameThatSomebodyElseHoldsGetsTheSpecificationsBehindIt() {
        Rulebook rulebook = Rulebooks.of("prod", DIGESTS);
        var terms = new Terms(Mode.ENFORCE, Set.of(), Set.of("require-image-digests"), Rulebooks.NOW.now());
        assertThat(Policies.of(rulebook, LEGACY, terms).objects())
                .extracting(PoliciesTest::name)
                .containsExactly("require-image-digests-prod");
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void namesAndMarksFitWhereverTheyAreWritten(PolicyFormat format) {
        String key = "securityContext.windowsOptions.gmsaCredentialSpecName";
        String spec = "workloads: {containers: {required: [{key: %s, value: x}]}}".formatted(key);
        Rulebook rulebook = Rulebooks.of("a".repeat(250), spec);
        var terms = new Terms(Mode.ENFORCE, Set.of(), Set.of(), Rulebooks.NOW.now());
        List<ObjectNode> objects = Policies.of(rulebook, format, terms).objects();
        int longest = format.equals(VAP) ? 253 : 63;
        assertThat(objects).isNotEmpty().allSatisfy(object -> {
            assertThat(name(object)).hasSizeLessThanOrEqualTo(longest).matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
            assertThat(object.at("/metadata/labels/kspec.io~1cluster-spec").asText())
                    .hasSizeLessThanOrEqualTo(63);
            assertThat(object.at("/spec/rules"))
                    .allSatisfy(rule -> assertThat(rule.path("name").asText()).hasSizeLessThanOrEqualTo(63));
        });
        assertThat(objects.stream().filter(PoliciesTest::isPolicy).map(PoliciesTest::name))
                .doesNotHaveDuplicates();
    }

    @Test
    void aFormatIsKnownByItsWord() {
        assertThat(PolicyFormat.words()).containsExactly("vap", "kyverno", "kyverno-legacy");
        assertThat(PolicyFormat.of("kyverno")).contains(KYVERNO);
        assertThat(PolicyFormat.of("rego")).isEmpty();
    }

    private static Generated exempting(String rest) {
        return generate(DIGESTS + "\npolicyExemptions:\n" + exemption("one", rest), VAP, Mode.ENFORCE);
    }

    private static String exemption(String name, String rest) {
        return "- {name: %s, reason: a long enough reason, approver: me%s}\n"
                .formatted(name, rest.isEmpty() ? "" : ", " + rest);
    }

    private static Generated generate(String spec, PolicyFormat format, Mode mode) {
        var terms = new Terms(mode, Set.of("kube-system"), Set.of(), Rulebooks.NOW.now());
        return Policies.of(Rulebooks.of("prod", spec), format, terms);
    }

    private static List<String> conditions(Generated generated) {
        return generated
                .objects()
                .getFirst()
                .at("/spec/matchConditions")
                .valueStream()
                .map(condition -> "%s: %s"
                        .formatted(
                                condition.path("name").asText(),
                                condition.path("expression").asText()))
                .toList();
    }

    private static boolean isPolicy(JsonNode object) {
        return !object.path("kind").asText().endsWith("Binding");
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
