package io.kspec.lifecycle.crd.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.Crds;
import java.util.List;

/// Rendered charts and their definitions for tests, written short.
final class Charts {
    static final String OPERATOR = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: sample}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: sample, namespace: shop}
            spec:
              template:
                metadata: {labels: {app: sample, tier: webhook}}
                spec: {serviceAccountName: sample, containers: [{name: main, image: sample}]}
            """;

    private Charts() {}

    /// As the release `sample` in the namespace `shop`.
    static ChartObjects chart(String... documents) {
        return new ChartObjects("sample", "shop", objects(String.join("\n---\n", documents)));
    }

    static List<JsonNode> objects(String text) {
        return Documents.read("chart", text).stream()
                .map(Document.class::cast)
                .map(Document::json)
                .toList();
    }

    /// The role that the operator is bound to everywhere, with rules in YAML, divided by commas.
    static String clusterRole(String rules) {
        return role("ClusterRole", rules) + "---\n" + binding("ClusterRoleBinding", "ClusterRole", "sample");
    }

    static String role(String kind, String rules) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: %s
                metadata: {name: sample, labels: {part: operator}}
                rules: [%s]
                """.formatted(kind, rules);
    }

    static String binding(String kind, String roleKind, String role) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: %s
                metadata: {name: sample}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %s, name: "%s"}
                subjects: [{kind: ServiceAccount, name: sample, namespace: shop}]
                """.formatted(kind, roleKind, role);
    }

    /// Of the group `example.org`, served and stored as v1.
    ///
    /// @param subresources as YAML, such as `status: {}`
    static Crd definition(String plural, String scope, String subresources) {
        return Crds.crd("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %1$s.example.org}
                spec:
                  group: example.org
                  scope: %2$s
                  names: {plural: %1$s, kind: %1$s}
                  versions:
                    - {name: v1, served: true, storage: true, subresources: {%3$s}, schema: {openAPIV3Schema: {type: object}}}
                """.formatted(plural, scope, subresources));
    }
}
