package io.kspec.lifecycle.crd.chart;

import static io.kspec.lifecycle.crd.chart.Charts.OPERATOR;
import static io.kspec.lifecycle.crd.chart.Charts.binding;
import static io.kspec.lifecycle.crd.chart.Charts.chart;
import static io.kspec.lifecycle.crd.chart.Charts.clusterRole;
import static io.kspec.lifecycle.crd.chart.Charts.definition;
import static io.kspec.lifecycle.crd.chart.Charts.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.Observation.OperatorLacksRight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Row 119 of the catalogue: what a chart's roles lack.
final class OperatorRightsTest {
    private static final String WATCH = rule("widgets", "get, list, watch");
    private static final String REPORT = rule("widgets/status", "update, patch");
    private static final String STATUS = "spec.versions[].subresources.status";
    private static final Crd WIDGETS = definition("widgets", "Namespaced", "status: {}");

    @Test
    void anOperatorThatMayWatchAndReportLacksNothing() {
        assertThat(lacks(clusterRole(WATCH + ", " + REPORT))).isEmpty();
    }

    @Test
    void oneThatMayNotReportOnAnyKindCannotWork() {
        assertThat(OperatorRights.of(chart(OPERATOR, clusterRole(WATCH)), List.of(WIDGETS))
                        .about(WIDGETS))
                .singleElement()
                .satisfies(lack -> {
                    assertThat(lack.path()).isEqualTo(STATUS);
                    assertThat(lack.certain()).isTrue();
                    assertThat(lack.detail())
                            .isEqualTo("by the chart's roles no account of its workloads (shop/sample) may update or"
                                    + " patch widgets/status in the group example.org");
                });
    }

    @Test
    void oneThatReportsOnObjectsItMayNotReadCannotWork() {
        assertThat(lacks(clusterRole(REPORT))).containsExactly("spec.names.plural certain");
    }

    @Test
    void oneKindAmongSeveralMayBeThereToBeRead() {
        Crd gadgets = definition("gadgets", "Namespaced", "status: {}");
        String roles = clusterRole(WATCH + ", " + REPORT + ", " + rule("gadgets", "get, list, watch, update"));
        assertThat(lacks(List.of(WIDGETS, gadgets), gadgets, roles)).containsExactly(STATUS + " feared");
        assertThat(lacks(List.of(WIDGETS, gadgets), WIDGETS, roles)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiGroups: ['*'], resources: ['*'], verbs: ['*']}",
                "{apiGroups: [example.org], resources: ['*'], verbs: [get, list, watch, update]}",
                "{apiGroups: [example.org], resources: [widgets, '*/status'], verbs: ['*']}",
                "{apiGroups: [other.org, example.org], resources: [widgets, widgets/status], verbs: [list, watch, patch],"
                        + " resourceNames: [only]}",
            })
    void starsAndNamedObjectsGrantToo(String rule) {
        assertThat(lacks(clusterRole(rule))).isEmpty();
    }

    @Test
    void aStarInPlaceOfASubresourceGrantsNothing() {
        assertThat(lacks(clusterRole(WATCH + ", " + rule("widgets/*", "update"))))
                .containsExactly(STATUS + " certain");
    }

    @Test
    void aRoleInOneNamespaceIsEnoughForObjectsInNamespaces() {
        String inShop = role("Role", WATCH + ", " + REPORT) + "---\n" + binding("RoleBinding", "Role", "sample");
        assertThat(lacks(inShop)).isEmpty();
        Crd cluster = definition("widgets", "Cluster", "status: {}");
        assertThat(lacks(List.of(cluster), cluster, inShop)).containsExactly("spec.names.plural feared");
    }

    @Test
    void whoIsAdministratorLacksNothing() {
        assertThat(lacks(binding("ClusterRoleBinding", "ClusterRole", "cluster-admin")))
                .isEmpty();
    }

    /// The last column is what a chart that only lets widgets be watched comes to beside it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a role of others | ClusterRoleBinding | ClusterRole | someone-elses | feared
            a Role of others | RoleBinding | Role | someone-elses | feared
            a role that says nothing of objects | ClusterRoleBinding | ClusterRole | system:auth-delegator | certain
            """)
    void aRoleThatTheChartDoesNotWriteMayHoldTheRight(
            String what, String kind, String roleKind, String role, String word) {
        assertThat(lacks(clusterRole(WATCH), binding(kind, roleKind, role)))
                .as(what)
                .containsExactly(STATUS + " " + word);
    }

    @Test
    void anAggregatedRoleHoldsWhatTheChartAddsAndPerhapsMore() {
        String aggregated = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: whole}
                aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: operator}}]}
                """;
        String bound = binding("ClusterRoleBinding", "ClusterRole", "whole");
        assertThat(lacks(aggregated, bound, role("ClusterRole", WATCH + ", " + REPORT)))
                .isEmpty();
        assertThat(lacks(aggregated, bound, role("ClusterRole", WATCH))).containsExactly(STATUS + " feared");
    }

    @Test
    void aChartWithoutRolesOrWithoutItsOwnAccountIsOnlyFeared() {
        assertThat(lacks("")).containsExactly("spec.names.plural feared");
        String others = OPERATOR.replace("metadata: {name: sample}", "metadata: {name: another}");
        assertThat(told(OperatorRights.of(chart(others, clusterRole(WATCH)), List.of(WIDGETS))
                        .about(WIDGETS)))
                .containsExactly(STATUS + " feared");
    }

    @Test
    void nothingIsSaidOfAChartThatRunsNothingOrWhosePodsHaveNoToken() {
        assertThat(OperatorRights.of(chart(clusterRole(WATCH)), List.of(WIDGETS))
                        .about(WIDGETS))
                .isEmpty();
        String tokenless =
                OPERATOR.replace("{serviceAccountName", "{automountServiceAccountToken: false, serviceAccountName");
        assertThat(OperatorRights.of(chart(tokenless, clusterRole(WATCH)), List.of(WIDGETS))
                        .about(WIDGETS))
                .isEmpty();
    }

    @Test
    void aRoleThatIsBoundToSomebodyElseGrantsNothing() {
        String others =
                clusterRole(WATCH + ", " + REPORT).replace("name: sample, namespace: shop", "name: x, namespace: y");
        assertThat(lacks(others)).containsExactly("spec.names.plural feared");
        String groups = clusterRole(WATCH + ", " + REPORT)
                .replace(
                        "{kind: ServiceAccount, name: sample, namespace: shop}",
                        "{kind: Group, name: 'system:serviceaccounts:shop'}");
        assertThat(lacks(groups)).isEmpty();
    }

    @Test
    void finalizersAndScaleAreMissedWhereAllOthersHaveThem() {
        String scaled = "scale: {specReplicasPath: .spec.a, statusReplicasPath: .status.a}";
        Crd gadgets = definition("gadgets", "Namespaced", scaled);
        Crd gears = definition("gears", "Namespaced", scaled);
        String all = rule("gadgets, gears", "get, list, watch, update");
        String some = all + ", " + rule("gears/scale, gears/finalizers", "update");
        assertThat(lacks(List.of(gadgets, gears), gadgets, clusterRole(some)))
                .containsExactly("spec.versions[].subresources.scale feared", "metadata.finalizers feared");
        assertThat(lacks(List.of(gadgets, gears), gears, clusterRole(some))).isEmpty();
        assertThat(lacks(List.of(gadgets, gears), gadgets, clusterRole(all))).isEmpty();
    }

    private static String rule(String resources, String verbs) {
        return "{apiGroups: [example.org], resources: [%s], verbs: [%s]}"
                .formatted(resources.replace("widgets/*", "'widgets/*'"), verbs);
    }

    private static List<String> lacks(String... documents) {
        return lacks(List.of(WIDGETS), WIDGETS, documents);
    }

    private static List<String> lacks(List<Crd> definitions, Crd about, String... documents) {
        return told(OperatorRights.of(chart(OPERATOR, String.join("\n---\n", documents)), definitions)
                .about(about));
    }

    private static List<String> told(List<OperatorLacksRight> lacks) {
        return lacks.stream()
                .map(lack -> lack.path() + (lack.certain() ? " certain" : " feared"))
                .toList();
    }
}
