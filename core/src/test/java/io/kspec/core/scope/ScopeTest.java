package io.kspec.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScopeTest {
    private static final NamespaceLabels LABELS = namespace -> Optional.ofNullable(Map.of(
                    "shop", Map.of("tier", "prod"),
                    "pay", Map.of("tier", "prod", "legacy", "yes"),
                    "lab", Map.<String, String>of())
            .get(namespace));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{includeNamespaces: [team-a, team-b], excludeNamespaces: [team-b]}'    | team-a | true",
                "'{includeNamespaces: [team-a, team-b], excludeNamespaces: [team-b]}'    | team-b | false",
                "'{includeNamespaces: [team-*]}'                                         | team-z | true",
                "'{includeNamespaces: [team-*]}'                                         | steam  | false",
                "'{excludeNamespaces: [\"*-test\"]}'                                     | a-test | false",
                "'{namespaceSelector: {matchLabels: {tier: prod}}, excludeNamespaces: [pay]}' | shop | true",
                "'{namespaceSelector: {matchLabels: {tier: prod}}, excludeNamespaces: [pay]}' | pay  | false",
                "'{namespaceSelector: {matchLabels: {tier: prod}}, includeNamespaces: [lab]}' | lab  | false",
                "'{namespaceSelector: {matchExpressions: [{key: tier, operator: In, values: [prod, qa]}]}}' | shop | true",
                "'{namespaceSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [prod]}]}}'  | lab  | true",
                "'{namespaceSelector: {matchExpressions: [{key: legacy, operator: Exists}]}}'               | pay  | true",
                "'{namespaceSelector: {matchExpressions: [{key: legacy, operator: DoesNotExist}]}}'         | pay  | false",
            })
    void includeExcludeAndSelectorMustAllHoldAndExcludeWins(String scope, String namespace, boolean inside) {
        assertThat(covers(scope, namespace) instanceof Coverage.Inside).isEqualTo(inside);
    }

    @Test
    void aNamespaceWhoseLabelsAreUnknownIsNeitherInsideNorOutside() {
        assertThat(covers("{namespaceSelector: {matchLabels: {tier: prod}}}", "new"))
                .isInstanceOf(Coverage.Unknown.class);
    }

    @Test
    void aSelectorOfNamesNeedsNoLabels() {
        String byName = "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: new}}}";
        assertThat(covers(byName, "new")).isInstanceOf(Coverage.Inside.class);
        assertThat(covers(byName, "old")).isInstanceOf(Coverage.Outside.class);
    }

    @Test
    void whatHasNoNamespaceIsAlwaysInsideAndANamespaceIsPlacedByItsOwnName() {
        Scope scope = scope("{includeNamespaces: [shop]}");
        assertThat(scope.covers(new SubjectRef("v1", "ClusterRole", "", "admin", ""), LABELS))
                .isInstanceOf(Coverage.Inside.class);
        assertThat(scope.covers(new SubjectRef("v1", "Namespace", "", "lab", ""), LABELS))
                .isInstanceOf(Coverage.Outside.class);
    }

    @Test
    void nothingIsAskedOutsideTheScopeAndNothingPassesWhereItIsUnknown() {
        var rulebook = Rulebooks.of("""
                namespaceScope: {namespaceSelector: {matchLabels: {tier: prod}}}
                podSecurity: {enforce: baseline}
                """);
        var now = new Circumstances(LABELS, Rulebooks.NOW.now());
        assertThat(rulebook.judge(privileged("lab"), now)).isEmpty();
        assertThat(rulebook.judge(privileged("shop"), now))
                .anyMatch(judgement -> judgement.verdict() instanceof Verdict.Fail);
        assertThat(rulebook.judge(privileged("new"), now))
                .isNotEmpty()
                .allMatch(judgement -> judgement.verdict() instanceof Verdict.NotEvaluated);
    }

    private static io.kspec.core.subject.Workload privileged(String namespace) {
        return Yaml.workload("""
                {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: %s},
                 spec: {containers: [{name: a, image: a, securityContext: {privileged: true}}]}}
                """.formatted(namespace));
    }

    private static Coverage covers(String scope, String namespace) {
        return scope(scope).covers(namespace, LABELS);
    }

    private static Scope scope(String scope) {
        return Rulebooks.of("namespaceScope: " + scope).reach().scope();
    }
}
