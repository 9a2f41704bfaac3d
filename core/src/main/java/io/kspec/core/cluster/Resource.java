package io.kspec.core.cluster;

import java.util.List;

/// A kind of object that rules read, as the API names it.
public enum Resource {
    NAMESPACES("v1", "Namespace", "namespaces", false),
    PODS("v1", "Pod", "pods", true),
    NODES("v1", "Node", "nodes", false),
    SERVICES("v1", "Service", "services", true),
    SERVICE_ACCOUNTS("v1", "ServiceAccount", "serviceaccounts", true),
    DEPLOYMENTS("apps/v1", "Deployment", "deployments", true),
    STATEFUL_SETS("apps/v1", "StatefulSet", "statefulsets", true),
    DAEMON_SETS("apps/v1", "DaemonSet", "daemonsets", true),
    REPLICA_SETS("apps/v1", "ReplicaSet", "replicasets", true),
    JOBS("batch/v1", "Job", "jobs", true),
    CRON_JOBS("batch/v1", "CronJob", "cronjobs", true),
    NETWORK_POLICIES("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies", true),
    CLUSTER_ROLES("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", false),
    CLUSTER_ROLE_BINDINGS("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "clusterrolebindings", false),
    ROLES("rbac.authorization.k8s.io/v1", "Role", "roles", true),
    ROLE_BINDINGS("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings", true),
    VALIDATING_WEBHOOKS(
            "admissionregistration.k8s.io/v1",
            "ValidatingWebhookConfiguration",
            "validatingwebhookconfigurations",
            false),
    MUTATING_WEBHOOKS(
            "admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations", false),
    API_SERVICES("apiregistration.k8s.io/v1", "APIService", "apiservices", false),
    VALIDATING_ADMISSION_POLICIES(
            "admissionregistration.k8s.io/v1",
            "ValidatingAdmissionPolicy",
            "validatingadmissionpolicies",
            false,
            true,
            "admissionregistration.k8s.io/v1beta1"),
    VALIDATING_ADMISSION_POLICY_BINDINGS(
            "admissionregistration.k8s.io/v1",
            "ValidatingAdmissionPolicyBinding",
            "validatingadmissionpolicybindings",
            false,
            true,
            "admissionregistration.k8s.io/v1beta1"),
    KYVERNO_CLUSTER_POLICIES("kyverno.io/v1", "ClusterPolicy", "clusterpolicies", false, true),
    KYVERNO_POLICIES("kyverno.io/v1", "Policy", "policies", true, true),
    KYVERNO_VALIDATING_POLICIES(
            "policies.kyverno.io/v1",
            "ValidatingPolicy",
            "validatingpolicies",
            false,
            true,
            "policies.kyverno.io/v1beta1",
            "policies.kyverno.io/v1alpha1");

    private final String apiVersion;
    private final String kind;
    private final String plural;
    private final boolean namespaced;
    private final boolean mayBeUnknown;
    private final List<String> olderVersions;

    Resource(String apiVersion, String kind, String plural, boolean namespaced) {
        this(apiVersion, kind, plural, namespaced, false);
    }

    Resource(
            String apiVersion,
            String kind,
            String plural,
            boolean namespaced,
            boolean mayBeUnknown,
            String... olderVersions) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.plural = plural;
        this.namespaced = namespaced;
        this.mayBeUnknown = mayBeUnknown;
        this.olderVersions = List.of(olderVersions);
    }

    public String apiVersion() {
        return apiVersion;
    }

    public String kind() {
        return kind;
    }

    public String plural() {
        return plural;
    }

    public boolean namespaced() {
        return namespaced;
    }

    /// Whether some clusters do not serve this kind; there are no objects of it then, which is not the same as a
    /// refusal to list them.
    public boolean mayBeUnknown() {
        return mayBeUnknown;
    }

    /// API versions to ask where the first is not served, newest first.
    public List<String> olderVersions() {
        return olderVersions;
    }
}
