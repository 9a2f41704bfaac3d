package io.kspec.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.ClusterViews;
import io.kspec.core.cluster.Resource;
import io.kspec.core.framework.Frameworks;
import io.kspec.core.rule.Category;
import io.kspec.core.verdict.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameworkResultsTest {
    private static final String SPEC =
            "rbac: {disallowWildcards: true, disallowAnonymousAccess: true}\nkubernetes: {minVersion: '1.30'}\n";
    private static final String WILDCARD = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: ops}
            rules: [{apiGroups: ["*"], resources: [pods], verbs: [get]}]
            """;

    @Test
    void aFrameworkFailsWithItsControlsAndSaysByWhoseIds() {
        RuleResult result = only("[cis-k8s-1.8]", ClusterViews.of(WILDCARD));
        assertThat(result.status()).isEqualTo(RuleStatus.FAIL);
        assertThat(result.card().category()).isEqualTo(Category.COMPLIANCE);
        assertThat(result.card().severity()).isEqualTo(Severity.HIGH);
        assertThat(result.id()).hasToString("frameworks-are-met[cis-k8s-1.8]");
        assertThat(result.message())
                .startsWith("cis-k8s-1.8 (by the ids of cis-1.12): of 39 controls 1 failed (5.1.3), 0 passed, ");
        assertThat(result.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.subject().name()).isEqualTo("cis-1.12/5.1.3"));
        assertThat(String.valueOf(result.details().get("controls")))
                .contains("{id=5.1.3, title=Roles use no wildcards, status=Fail, "
                        + "message=failed by wildcards-are-unused, evidence=[wildcards-are-unused]}");
    }

    @Test
    void whatNobodyAskedIsForAPersonAndNeverAPass() {
        RuleResult result = only("[cis-k8s-1.12]", ClusterViews.of("{}"));
        assertThat(result.status()).isEqualTo(RuleStatus.MANUAL);
        assertThat(result.message()).contains("0 failed, 1 passed, 0 passed on partial evidence");
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void aControlThatCouldNotBeEvaluatedLeavesItsFrameworkNotEvaluated() {
        ClusterView cluster = ClusterViews.withGap(ClusterViews.of("{}"), ClusterViews.REFUSED, Resource.CLUSTER_ROLES);
        RuleResult result = only("[cis-k8s-1.12]", cluster);
        assertThat(result.status()).isEqualTo(RuleStatus.NOT_EVALUATED);
        assertThat(result.gaps()).containsExactly(ClusterViews.REFUSED);
    }

    @Test
    void aFrameworkOfTheUsersOwnPassesWhenEveryControlDoes() {
        String own =
                "[{name: ours, controls: [{id: a, title: b, mappings: [{check: rbac-wildcards}]}]}, {name: empty}]";
        List<RuleResult> results = results(own, ClusterViews.of("{}"));
        assertThat(results).extracting(RuleResult::status).containsExactly(RuleStatus.PASS, RuleStatus.MANUAL);
        assertThat(results.getLast().message()).isEqualTo("empty: not assessed, it lists no controls");
    }

    @Test
    void aFrameworkSelectsTheResultsThatAreEvidenceForIt() {
        List<RuleResult> results =
                Scan.cluster(Rulebooks.of(SPEC), ClusterViews.of("{}"), Rulebooks.NOW.now()).results();
        assertThat(FrameworkResults.selectedBy(Frameworks.named("cis-1.12").orElseThrow(), results))
                .extracting(result -> result.card().check())
                .containsExactly("rbac-wildcards");
        assertThat(FrameworkResults.selectedBy(Frameworks.named("soc-2").orElseThrow(), results))
                .hasSize(results.size());
    }

    private static RuleResult only(String frameworks, ClusterView cluster) {
        List<RuleResult> results = results(frameworks, cluster);
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    private static List<RuleResult> results(String frameworks, ClusterView cluster) {
        String spec = SPEC + "compliance: {frameworks: " + frameworks + "}";
        return FrameworkResults.of(
                Frameworks.demandedBy(Yaml.spec(spec)),
                Scan.cluster(Rulebooks.of(SPEC), cluster, Rulebooks.NOW.now()).results());
    }
}
