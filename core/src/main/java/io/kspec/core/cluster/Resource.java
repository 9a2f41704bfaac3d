package io.kspec.core.cluster;

/// A kind of object that rules read, as the API names it.
public enum Resource {
    NAMESPACES("v1", "Namespace", "namespaces", false),
    PODS("v1", "Pod", "pods", true),
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
    ROLE_BINDINGS("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings", true),
    VALIDATING_WEBHOOKS(
            "admissionregistration.k8s.io/v1",
            "ValidatingWebhookConfiguration",
            "validatingwebhookconfigurations",
            false),
    MUTATING_WEBHOOKS(
            "admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations", false);

    private final String apiVersion;
    private final String kind;
    private final String plural;
    private final boolean namespaced;

    Resource(String apiVersion, String kind, String plural, boolean namespaced) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.plural = plural;
        this.namespaced = namespaced;
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
}
