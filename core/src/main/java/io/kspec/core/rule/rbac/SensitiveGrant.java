package io.kspec.core.rule.rbac;

import java.util.List;

/// Grants that reach beyond what they seem to give.
enum SensitiveGrant {
    PERSISTENT_VOLUMES(
            "persistentvolumes:create",
            "5.1.9",
            "create persistent volumes",
            "",
            List.of("persistentvolumes"),
            List.of("create")),
    NODES_PROXY(
            "nodes/proxy:get,create",
            "5.1.10",
            "reach the kubelets through nodes/proxy",
            "",
            List.of("nodes/proxy"),
            List.of("get", "create")),
    CERTIFICATE_APPROVAL(
            "certificatesigningrequests/approval:update",
            "5.1.11",
            "approve certificate requests",
            "certificates.k8s.io",
            List.of("certificatesigningrequests/approval"),
            List.of("update", "patch")),
    WEBHOOK_CONFIGURATIONS(
            "webhookconfigurations:change",
            "5.1.12",
            "change webhook configurations",
            "admissionregistration.k8s.io",
            List.of("validatingwebhookconfigurations", "mutatingwebhookconfigurations"),
            List.of("create", "update", "patch", "delete", "deletecollection")),
    SERVICE_ACCOUNT_TOKENS(
            "serviceaccounts/token:create",
            "5.1.13",
            "create service account tokens",
            "",
            List.of("serviceaccounts/token"),
            List.of("create"));

    private final String parameter;
    private final String cis;
    private final String may;
    private final String apiGroup;
    private final List<String> resources;
    private final List<String> verbs;

    SensitiveGrant(
            String parameter, String cis, String may, String apiGroup, List<String> resources, List<String> verbs) {
        this.parameter = parameter;
        this.cis = cis;
        this.may = may;
        this.apiGroup = apiGroup;
        this.resources = resources;
        this.verbs = verbs;
    }

    /// What tells the instances of the rule apart, `nodes/proxy:get,create`.
    String parameter() {
        return parameter;
    }

    /// Its control in CIS Kubernetes Benchmark 1.12.
    String cis() {
        return cis;
    }

    /// What a holder may do, after "may".
    String may() {
        return may;
    }

    boolean isGivenBy(PolicyRule rule) {
        return resources.stream()
                .anyMatch(resource -> verbs.stream().anyMatch(verb -> rule.gives(apiGroup, resource, verb)));
    }
}
