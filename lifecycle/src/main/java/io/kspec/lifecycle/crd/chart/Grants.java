package io.kspec.lifecycle.crd.chart;

import static io.kspec.lifecycle.crd.chart.ChartObjects.has;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Crd;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the roles of a chart let its accounts do.
final class Grants {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String ADMINISTRATOR = "cluster-admin";

    /// Roles of every cluster that say nothing of custom resources.
    private static final Set<String> OF_OTHER_THINGS =
            Set.of("system:auth-delegator", "extension-apiserver-authentication-reader");

    private final ChartObjects chart;
    private final List<Grant> grants = new ArrayList<>();
    private boolean complete;

    /// What one binding gives.
    ///
    /// @param rules      of its role
    /// @param everywhere in all namespaces and outside of them; else in some namespace
    private record Grant(List<JsonNode> rules, boolean everywhere, boolean all) {
        boolean allows(String group, String resource, Set<String> verbs) {
            return all || rules.stream().anyMatch(rule -> allows(rule, group, resource, verbs));
        }

        private static boolean allows(JsonNode rule, String group, String resource, Set<String> verbs) {
            return has(rule.path("apiGroups"), group)
                    && names(rule.path("resources"), resource)
                    && (verbs.isEmpty() || verbs.stream().anyMatch(verb -> has(rule.path("verbs"), verb)));
        }

        /// As the API server reads it: a star may stand for the resource of a subresource, never for the subresource.
        private static boolean names(JsonNode resources, String resource) {
            int slash = resource.indexOf('/');
            return has(resources, resource) || (slash > 0 && has(resources, "*" + resource.substring(slash)));
        }
    }

    private Grants(ChartObjects chart, boolean complete) {
        this.chart = chart;
        this.complete = complete;
    }

    static Grants of(ChartObjects chart, Accounts accounts) {
        var grants = new Grants(chart, accounts.own());
        chart.of(RBAC, "ClusterRoleBinding")
                .filter(binding -> accounts.bound(binding, chart.namespace()))
                .forEach(binding -> grants.bind(binding, true));
        chart.of(RBAC, "RoleBinding")
                .filter(binding -> accounts.bound(binding, chart.namespaceOf(binding)))
                .forEach(binding -> grants.bind(binding, false));
        return grants;
    }

    /// Whether the accounts have no other rights than these, as far as a chart can tell: they are its own, and bound
    /// to roles that it writes out.
    boolean isComplete() {
        return complete;
    }

    /// Whether some account may do one of these to the objects of a definition, in some namespace if they have one.
    ///
    /// @param subresource such as `status`; empty for the objects themselves
    /// @param verbs       empty for any
    boolean allow(Crd crd, String subresource, Set<String> verbs) {
        String plural = crd.names().plural();
        String resource = subresource.isEmpty() ? plural : plural + "/" + subresource;
        boolean inNamespaces = crd.scope().equals("Namespaced");
        return grants.stream()
                .filter(grant -> grant.everywhere() || inNamespaces)
                .anyMatch(grant -> grant.allows(crd.group(), resource, verbs));
    }

    private void bind(JsonNode binding, boolean everywhere) {
        JsonNode reference = binding.path("roleRef");
        String name = reference.path("name").asText("");
        boolean ofCluster = reference.path("kind").asText("").equals("ClusterRole");
        List<JsonNode> roles = (ofCluster
                        ? chart.of(RBAC, "ClusterRole")
                        : chart.of(RBAC, "Role")
                                .filter(role -> chart.namespaceOf(role).equals(chart.namespaceOf(binding))))
                .filter(role -> ChartObjects.name(role).equals(name))
                .toList();
        if (ofCluster && name.equals(ADMINISTRATOR)) {
            grants.add(new Grant(List.of(), everywhere, true));
        } else if (roles.isEmpty()) {
            complete &= OF_OTHER_THINGS.contains(name);
        }
        for (JsonNode role : roles) {
            complete &= !role.has("aggregationRule");
            grants.add(new Grant(
                    Stream.concat(Stream.of(role), aggregated(role))
                            .flatMap(each -> each.path("rules").valueStream())
                            .toList(),
                    everywhere,
                    false));
        }
    }

    /// Roles of the chart whose rules the control plane adds; those of others it adds too.
    private Stream<JsonNode> aggregated(JsonNode role) {
        return role.at("/aggregationRule/clusterRoleSelectors").valueStream().flatMap(selector -> chart.of(
                        RBAC, "ClusterRole")
                .filter(other -> Labels.selects(selector, other.at("/metadata/labels"))));
    }
}
