package io.kspec.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.ClusterViews;
import io.kspec.core.cluster.Resource;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cluster rules say beside pass and fail: questions to a person, notes, gaps, headlines.
final class ClusterAnswersTest {
    private static final String SECRETS = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: secrets}
            rules: [{apiGroups: [""], resources: [secrets], verbs: [list]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: b}
            roleRef: {kind: ClusterRole, name: secrets}
            subjects: [{kind: User, name: jane}, {kind: ServiceAccount, namespace: ci, name: deployer}]
            """;

    @Test
    void whoReadsSecretsIsAQuestionWithNames() {
        assertThat(judge("rbac: {disallowBroadSecretAccess: true}", ClusterViews.of(SECRETS)))
                .isEqualTo(new Verdict.Manual("2 subjects may read secrets: does each of them need to?"
                        + " User jane, ServiceAccount ci/deployer"));
    }

    @Test
    void aQuestionIsNotAskedOfHalfACluster() {
        ClusterView cluster =
                ClusterViews.withGap(ClusterViews.of(SECRETS), ClusterViews.REFUSED, Resource.ROLE_BINDINGS);
        assertThat(judge("rbac: {disallowBroadSecretAccess: true}", cluster)).isInstanceOf(Verdict.NotEvaluated.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PersistentVolume, persistentvolumes, '', create, create persistent volumes",
        "a, nodes/proxy, '', get, reach the kubelets through nodes/proxy",
        "a, '*/approval', certificates.k8s.io, update, approve certificate requests",
        "a, mutatingwebhookconfigurations, admissionregistration.k8s.io, patch, change webhook configurations",
        "a, serviceaccounts/token, '', create, create service account tokens"
    })
    void eachSensitiveGrantIsFoundByItself(String name, String resource, String group, String verb, String may) {
        ClusterView cluster = ClusterViews.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: "%s"}
                rules: [{apiGroups: ["%s"], resources: ["%s"], verbs: ["%s"]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: b}
                roleRef: {kind: ClusterRole, name: "%s"}
                subjects: [{kind: User, name: jane}]
                """.formatted(name, group, resource, verb, name));
        List<String> headlines = Rules.demandedBy(Yaml.spec("rbac: {disallowSensitiveGrants: true}")).stream()
                .flatMap(rule -> violations(((ClusterRule) rule).judge(cluster)).stream()
                        .map(violation -> rule.headline(List.of(violation))))
                .toList();
        assertThat(headlines).containsExactly("1 subject may %s: User jane".formatted(may));
    }

    @ParameterizedTest
    @CsvSource({
        "In, '[a]', true",
        "NotIn, '[a]', false",
        "Exists, '[]', true",
        "DoesNotExist, '[]', false",
        "Odd, '[a]', false"
    })
    void aRoleAggregatesWhatItsSelectorChooses(String operator, String values, boolean chosen) {
        ClusterView cluster = ClusterViews.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: whole}
                aggregationRule: {clusterRoleSelectors: [{matchExpressions: [{key: k, operator: %s, values: %s}]}]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: part, labels: {k: a}}
                rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: b}
                roleRef: {kind: ClusterRole, name: whole}
                subjects: [{kind: User, name: jane}]
                """.formatted(operator, values));
        assertThat(
                        judge("rbac: {minimumRules: [{apiGroup: '', resource: pods, verbs: [get]}]}", cluster)
                                instanceof Verdict.Pass)
                .isEqualTo(chosen);
    }

    @Test
    void podsOutOfReachOfThePoliciesAreNamedWhereTheRestPasses() {
        String cluster =
                "{apiVersion: v1, kind: Pod, metadata: {name: agent, namespace: shop}, spec: {hostNetwork: true}}";
        assertThat(judge("network: {defaultDenyIngress: true}", ClusterViews.of(cluster)))
                .isEqualTo(new Verdict.Pass("Every namespace denies ingress by default; not covered, because on the"
                        + " network of their node: shop/agent"));
    }

    @Test
    void podsThatCouldNotBeReadDoNotStopTheRuleAboutPolicies() {
        ClusterView cluster = ClusterViews.withGap(ClusterViews.of("{}"), ClusterViews.REFUSED, Resource.PODS);
        assertThat(judge("network: {defaultDenyEgress: true}", cluster))
                .isInstanceOfSatisfying(
                        Verdict.Pass.class, pass -> assertThat(pass.note()).contains("pods could not be read"));
    }

    @Test
    void aMinorThatIsNewerThanTheTableIsAQuestion() {
        assertThat(judge("kubernetes: {requireSupported: true}", ClusterViews.of("version: v1.99.0")))
                .isInstanceOf(Verdict.Manual.class);
        assertThat(judge("kubernetes: {requireSupported: true}", ClusterViews.of("version: v2.0.0")))
                .isInstanceOf(Verdict.Manual.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version: unknown", "{}"})
    void aVersionThatCannotBeReadIsNotEvaluated(String cluster) {
        assertThat(judge("kubernetes: {requireSupported: true}", ClusterViews.of(cluster)))
                .isInstanceOf(Verdict.NotEvaluated.class);
    }

    @Test
    void aKubeletWithoutAVersionLeavesTheNodesNotEvaluated() {
        ClusterView cluster =
                ClusterViews.of("version: v1.34.0\n---\n{apiVersion: v1, kind: Node, metadata: {name: a}}");
        ClusterRule rule = rules("kubernetes: {requireSupported: true}").getLast();
        assertThat(rule.judge(cluster)).isInstanceOf(Verdict.NotEvaluated.class);
    }

    @Test
    void aKyvernoWhoseImageNamesNoVersionIsAQuestion() {
        assertThat(judge("admission: {requireKyverno: true}", ClusterViews.of("""
                        apiGroups: [kyverno.io]
                        ---
                        {apiVersion: apps/v1, kind: Deployment, metadata: {name: kyverno-admission-controller},
                         spec: {template: {spec: {containers: [{image: "reg.example:5000/kyverno@sha256:00"}]}}},
                         status: {readyReplicas: 1}}
                        """)))
                .isInstanceOf(Verdict.Manual.class);
    }

    @Test
    void webhooksThatFailOpenAreNamed() {
        String spec = "admission: {required: [{type: MutatingWebhookConfiguration, namePattern: a.*, minCount: 1}]}";
        assertThat(judge(spec, ClusterViews.of("""
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: MutatingWebhookConfiguration
                        metadata: {name: abc}
                        webhooks: [{failurePolicy: Fail}, {failurePolicy: Ignore}]
                        """)))
                .isEqualTo(
                        new Verdict.Pass("1 mutatingwebhookconfigurations named a.*; with failurePolicy Ignore: abc"));
    }

    @Test
    void policiesAreNotMissingWhereTheyCouldNotBeRead() {
        ClusterView cluster =
                ClusterViews.withGap(ClusterViews.of("{}"), ClusterViews.REFUSED, Resource.KYVERNO_CLUSTER_POLICIES);
        assertThat(judge("admission: {policies: {minCount: 1}}", cluster)).isInstanceOf(Verdict.NotEvaluated.class);
    }

    @Test
    void metricsAreNotMissingWherePodsCouldNotBeRead() {
        ClusterView cluster = ClusterViews.withGap(ClusterViews.of("{}"), ClusterViews.REFUSED, Resource.PODS);
        assertThat(judge("observability: {metrics: {required: true}}", cluster))
                .isInstanceOf(Verdict.NotEvaluated.class);
    }

    @Test
    void anApiServerThatCannotBeSeenIsAQuestion() {
        String log = "observability: {logging: {auditLog: {required: true, minRetentionDays: 30}}}";
        assertThat(rules(log)).hasSize(2).allSatisfy(rule -> assertThat(rule.judge(ClusterViews.of("{}")))
                .isInstanceOf(Verdict.Manual.class));
    }

    @Test
    void aPodThatOnlyLooksLikeAnApiServerIsNotBelieved() {
        String log = "observability: {logging: {auditLog: {required: true}}}";
        assertThat(judge(log, ClusterViews.of("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: kube-apiserver-x, namespace: kube-system}
                        spec: {containers: [{command: [kube-apiserver, --audit-policy-file=/p, --audit-log-path=/l]}]}
                        """))).isInstanceOf(Verdict.Manual.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--audit-log-path=/l, --audit-log-maxage=60, --audit-log-maxbackup=10",
                "--audit-log-path=/l, --audit-log-maxage=7, --audit-webhook-config-file=/w",
                "--audit-webhook-config-file=/w"
            })
    void howLongALogIsKeptIsAQuestionWhereAgeDoesNotDecide(String flags) {
        String log = "observability: {logging: {auditLog: {minRetentionDays: 30}}}";
        assertThat(judge(log, ClusterViews.of("""
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: kube-apiserver-x
                          namespace: kube-system
                          annotations: {kubernetes.io/config.mirror: a}
                        spec: {containers: [{command: [kube-apiserver, %s]}]}
                        """.formatted(flags)))).isInstanceOf(Verdict.Manual.class);
    }

    private static Verdict judge(String spec, ClusterView cluster) {
        return rules(spec).getFirst().judge(cluster);
    }

    private static List<ClusterRule> rules(String spec) {
        return Rules.demandedBy(Yaml.spec(spec)).stream()
                .map(ClusterRule.class::cast)
                .toList();
    }

    private static List<Violation> violations(Verdict verdict) {
        return verdict instanceof Verdict.Fail(List<Violation> violations) ? violations : List.of();
    }
}
