package io.kspec.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChecksTest {
    private static final List<Rule> RULES = Rules.demandedBy(Yaml.spec("""
            kubernetes: {minVersion: "1.30"}
            workloads:
              containers:
                required: [{key: securityContext.runAsNonRoot, value: true}]
              images: {requireDigests: true}
            rbac: {disallowClusterAdminBindings: true, disallowDefaultServiceAccountTokens: true}
            """));

    @ParameterizedTest
    @CsvSource({
        "rbac-cluster-admin, 1",
        "cluster-admin-is-bound-to-nobody, 1",
        "rbac.validation, 2",
        "kubernetes.version, 1",
        "kubernetes-version, 1",
        "privileged-containers, 0",
        "workload-security, 2",
        "workload.security, 2",
        "network.policies, 0",
        "RBAC.validation, 0",
        "'', 0"
    })
    void aWordNamesARuleByItsCheckItsSectionOrItsOwnName(String word, int rules) {
        assertThat(RULES.stream().filter(rule -> Checks.names(word, rule.id(), rule.card())))
                .hasSize(rules);
    }

    @Test
    void anIdNamesOneInstanceAndItsKind() {
        Rule rule = RULES.stream()
                .filter(one -> one.id().parameter().equals("securityContext.runAsNonRoot"))
                .findFirst()
                .orElseThrow();
        String id = rule.id().toString();
        assertThat(Checks.names(id, rule.id(), rule.card())).isTrue();
        assertThat(Checks.names(id.replace("runAsNonRoot", "privileged"), rule.id(), rule.card()))
                .isFalse();
        assertThat(Rules.ALL.stream().filter(kind -> Checks.names(id, kind)))
                .extracting(RuleKind::name)
                .containsExactly(rule.id().rule());
    }

    @Test
    void everyWordIsKnown() {
        assertThat(Checks.words())
                .contains("observability.validation", "pod-security-standards", "kyverno-is-present")
                .allMatch(Checks::known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbac-cluster-admins", "[x]", "kyverno-is-present[", ""})
    void aMisspeltWordIsNotKnown(String word) {
        assertThat(Checks.known(word)).isFalse();
    }

    @Test
    void theIdOfAnInstanceIsKnown() {
        assertThat(Checks.known("kyverno-is-present[anything]")).isTrue();
    }
}
