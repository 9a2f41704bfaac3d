package io.kspec.kube.write;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/// A kind as the API serves it; known beforehand, so that no write waits for discovery.
///
/// @param group empty for the core group
public record ObjectKind(String group, String version, String kind, String plural, boolean namespaced) {
    public static final ObjectKind VALIDATING_WEBHOOK_CONFIGURATION = new ObjectKind(
            "admissionregistration.k8s.io",
            "v1",
            "ValidatingWebhookConfiguration",
            "validatingwebhookconfigurations",
            false);
    public static final ObjectKind MUTATING_WEBHOOK_CONFIGURATION = new ObjectKind(
            "admissionregistration.k8s.io",
            "v1",
            "MutatingWebhookConfiguration",
            "mutatingwebhookconfigurations",
            false);
    public static final ObjectKind VALIDATING_ADMISSION_POLICY = new ObjectKind(
            "admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicy", "validatingadmissionpolicies", false);
    public static final ObjectKind VALIDATING_ADMISSION_POLICY_BINDING = new ObjectKind(
            "admissionregistration.k8s.io",
            "v1",
            "ValidatingAdmissionPolicyBinding",
            "validatingadmissionpolicybindings",
            false);
    public static final ObjectKind KYVERNO_CLUSTER_POLICY =
            new ObjectKind("kyverno.io", "v1", "ClusterPolicy", "clusterpolicies", false);
    public static final ObjectKind KYVERNO_VALIDATING_POLICY =
            new ObjectKind("policies.kyverno.io", "v1", "ValidatingPolicy", "validatingpolicies", false);
    public static final ObjectKind COMPLIANCE_REPORT =
            new ObjectKind("kspec.io", "v1alpha1", "ComplianceReport", "compliancereports", true);
    public static final ObjectKind DRIFT_CONFIG =
            new ObjectKind("kspec.io", "v1alpha1", "DriftConfig", "driftconfigs", true);
    public static final ObjectKind DRIFT_REPORT =
            new ObjectKind("kspec.io", "v1alpha1", "DriftReport", "driftreports", true);
    public static final ObjectKind CUSTOM_RESOURCE_DEFINITION = new ObjectKind(
            "apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", false);
    public static final ObjectKind POD = new ObjectKind("", "v1", "Pod", "pods", true);
    public static final ObjectKind DEPLOYMENT = new ObjectKind("apps", "v1", "Deployment", "deployments", true);
    public static final ObjectKind CRON_JOB = new ObjectKind("batch", "v1", "CronJob", "cronjobs", true);
    public static final ObjectKind CONFIG_MAP = new ObjectKind("", "v1", "ConfigMap", "configmaps", true);
    public static final ObjectKind SECRET = new ObjectKind("", "v1", "Secret", "secrets", true);

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
