package io.kspec.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.ClusterViews;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What reports say of clusters, and what becomes of what could not be read.
final class ClusterRulesTest {
    private static final String NETWORK = "network: {requireNetworkPolicies: true}";

    @Test
    void aVersionInsideTheBoundsIsNamed() {
        assertThat(judge("kubernetes: {minVersion: 1.27.0}", ClusterViews.of("version: v1.28.0")))
                .isEqualTo(new Verdict.Pass("Kubernetes version 1.28.0 is within allowed range"));
    }

    @ParameterizedTest
    @CsvSource({
        "v1.26.0, 'Kubernetes version 1.26.0 must be at least 1.27', Upgrade",
        "v1.31.1+k3s1, 'Kubernetes version 1.31.1 must be at most 1.30', Raise",
        "v1.29.3-eks-1, 'Kubernetes version 1.29.3 must be another than the excluded 1.29.3', Upgrade"
    })
    void aVersionOutsideTheBoundsIsNamedWithTheBoundItBreaks(String version, String headline, String fix) {
        ClusterRule rule = rule("kubernetes: {minVersion: '1.27', maxVersion: '1.30', excludedVersions: [1.29.3]}");
        List<Violation> violations = violations(rule.judge(ClusterViews.of("version: " + version)));
        assertThat(rule.headline(violations)).isEqualTo(headline);
        assertThat(violations.getFirst().fix()).startsWith(fix);
        assertThat(rule.details(violations)).containsKeys("current", "minVersion", "maxVersion", "excludedVersions");
    }

    @ParameterizedTest
    @CsvSource({"minVersion: banana", "maxVersion: 1.x", "excludedVersions: [latest]"})
    void aBoundThatIsNoVersionLeavesTheRuleNotEvaluated(String bound) {
        assertThat(judge("kubernetes: {%s}".formatted(bound), ClusterViews.of("version: v1.28.0")))
                .isInstanceOf(Verdict.NotEvaluated.class);
    }

    @Test
    void aVersionThatCouldNotBeReadLeavesTheRuleNotEvaluated() {
        String spec = "kubernetes: {minVersion: 1.27.0}";
        assertThat(judge(spec, ClusterViews.of("{}"))).isEqualTo(new Verdict.NotEvaluated(ClusterViews.REFUSED));
        assertThat(judge(spec, ClusterViews.of("version: unknown"))).isInstanceOf(Verdict.NotEvaluated.class);
    }

    @Test
    void theLevelInForceIsNamed() {
        ClusterView cluster = ClusterViews.of("{apiVersion: v1, kind: Namespace, metadata: {name: shop, "
                + "labels: {pod-security.kubernetes.io/enforce: restricted}}}");
        assertThat(judge("podSecurity: {enforce: restricted}", cluster))
                .isEqualTo(new Verdict.Pass("Pod Security Standards enforced: restricted"));
    }

    @Test
    void missingNetworkPoliciesAreCountedAndListed() {
        ClusterRule rule = rule(NETWORK);
        List<Violation> violations = violations(rule.judge(namespaces("dev", "staging", "test")));
        assertThat(rule.headline(violations)).isEqualTo("3 namespaces missing NetworkPolicies: dev, staging, test");
        assertThat(rule.details(violations)).isEqualTo(Map.of("missingNamespaces", List.of("dev", "staging", "test")));
    }

    @Test
    void namesBeyondFiveAreCounted() {
        ClusterRule rule = rule(NETWORK);
        List<Violation> violations = violations(rule.judge(namespaces("a", "b", "c", "d", "e", "f", "g")));
        assertThat(rule.headline(violations)).endsWith(": a, b, c, d, e and 2 more");
    }

    @Test
    void policiesThatCouldNotBeReadAreNotMissing() {
        ClusterView unread = ClusterViews.withGap(namespaces("dev"), ClusterViews.REFUSED, Resource.NETWORK_POLICIES);
        assertThat(judge(NETWORK, unread)).isEqualTo(new Verdict.NotEvaluated(ClusterViews.REFUSED));
        var silent = new Failure.Unreachable("https://a", "timeout");
        assertThat(judge(NETWORK, ClusterViews.withGap(namespaces("dev"), silent, Resource.NETWORK_POLICIES)))
                .isEqualTo(new Verdict.NotEvaluated(silent));
    }

    @Test
    void aRefusalForOneNamespaceLeavesTheOthersJudged() {
        var refused = new Failure.Forbidden("list", "networkpolicies", "dev");
        ClusterView cluster = ClusterViews.withGap(namespaces("dev", "shop"), refused, Resource.NETWORK_POLICIES);
        assertThat(violations(judge(NETWORK, cluster)))
                .extracting(violation -> violation.subject().name())
                .containsExactly("shop");
    }

    @Test
    void bindingsAreListedWithTheirSubjects() {
        ClusterRule rule = rule("rbac: {disallowClusterAdminBindings: true}");
        List<Violation> violations = violations(rule.judge(ClusterViews.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: admin-user-binding}
                roleRef: {kind: ClusterRole, name: cluster-admin}
                subjects: [{kind: User, name: admin@example.com}, {kind: ServiceAccount, namespace: ci, name: deployer}]
                """)));
        assertThat(rule.headline(violations)).isEqualTo("1 ClusterRoleBinding grants cluster-admin");
        assertThat(rule.details(violations).get("bindings"))
                .isEqualTo(List.of(Map.of(
                        "kind", "ClusterRoleBinding",
                        "name", "admin-user-binding",
                        "subjects",
                                List.of(
                                        Map.of("kind", "User", "name", "admin@example.com"),
                                        Map.of("kind", "ServiceAccount", "name", "ci/deployer")))));
    }

    @Test
    void bindingsOfBothKindsAreCountedApart() {
        ClusterRule rule = rule("rbac: {disallowClusterAdminBindings: true}");
        String binding = """
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: %s
                metadata: {name: %s, namespace: '%s'}
                roleRef: {kind: ClusterRole, name: cluster-admin}
                subjects: [{kind: User, name: jane}]
                """;
        List<Violation> violations =
                violations(rule.judge(ClusterViews.of(binding.formatted("ClusterRoleBinding", "a", "")
                        + binding.formatted("ClusterRoleBinding", "b", "")
                        + binding.formatted("RoleBinding", "c", "shop"))));
        assertThat(rule.headline(violations)).isEqualTo("2 ClusterRoleBindings and 1 RoleBinding grant cluster-admin");
    }

    @Test
    void rolesThatCouldNotBeReadLeaveTheBindingsNotEvaluated() {
        ClusterView cluster = ClusterViews.withGap(ClusterViews.of("{}"), ClusterViews.REFUSED, Resource.CLUSTER_ROLES);
        assertThat(judge("rbac: {disallowClusterAdminBindings: true}", cluster))
                .isEqualTo(new Verdict.NotEvaluated(ClusterViews.REFUSED));
    }

    @Test
    void podsOfOneControllerThatTakeTheTokenAreOneViolation() {
        String pod = """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shop, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: r, uid: r, controller: true}]}
                spec: {automountServiceAccountToken: true}
                """;
        ClusterRule rule = rule("rbac: {disallowDefaultServiceAccountTokens: true}");
        List<Violation> violations = violations(rule.judge(ClusterViews.of(pod.formatted("a") + pod.formatted("b"))));
        assertThat(violations).hasSize(1);
        assertThat(rule.headline(violations))
                .isEqualTo("0 default ServiceAccounts and 1 workload with a token of a default account");
    }

    @Test
    void aPodWhoseAccountCouldNotBeReadIsNotBlamed() {
        ClusterView cluster = ClusterViews.withGap(
                ClusterViews.of("{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop}, spec: {}}"),
                ClusterViews.REFUSED,
                Resource.SERVICE_ACCOUNTS);
        assertThat(judge("rbac: {disallowDefaultServiceAccountTokens: true}", cluster))
                .isInstanceOf(Verdict.NotEvaluated.class);
    }

    @Test
    void kyvernoIsNotMissingWhereDeploymentsCouldNotBeRead() {
        ClusterView cluster = ClusterViews.withGap(
                ClusterViews.of("apiGroups: [kyverno.io]"), ClusterViews.REFUSED, Resource.DEPLOYMENTS);
        assertThat(judge("admission: {requireKyverno: true}", cluster)).isInstanceOf(Verdict.NotEvaluated.class);
        assertThat(judge("admission: {requireKyverno: true}", ClusterViews.of("{}")))
                .isInstanceOf(Verdict.NotEvaluated.class);
    }

    @Test
    void configurationsAreNotMissingWhereTheyCouldNotBeRead() {
        String spec = "admission: {required: [{type: MutatingWebhookConfiguration, namePattern: a.*, minCount: 1}]}";
        ClusterView cluster =
                ClusterViews.withGap(ClusterViews.of("{}"), ClusterViews.REFUSED, Resource.MUTATING_WEBHOOKS);
        assertThat(judge(spec, cluster)).isInstanceOf(Verdict.NotEvaluated.class);
    }

    @Test
    void aPatternThatDoesNotCompileLeavesTheRuleNotEvaluated() {
        assertThat(judge(
                        "admission: {required: [{type: MutatingWebhookConfiguration, namePattern: '*', minCount: 1}]}",
                        ClusterViews.of("{}")))
                .isInstanceOf(Verdict.NotEvaluated.class);
    }

    private static Verdict judge(String spec, ClusterView cluster) {
        return rule(spec).judge(cluster);
    }

    private static ClusterRule rule(String spec) {
        return Rules.demandedBy(Yaml.spec(spec)).stream()
                .filter(ClusterRule.class::isInstance)
                .map(ClusterRule.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<Violation> violations(Verdict verdict) {
        return verdict instanceof Verdict.Fail(List<Violation> violations) ? violations : List.of();
    }

    private static ClusterView namespaces(String... names) {
        return ClusterViews.of(List.of(names).stream()
                .map(name -> Yaml.one("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name)))
                .toList());
    }
}
