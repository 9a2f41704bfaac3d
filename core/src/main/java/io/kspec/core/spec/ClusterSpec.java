package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a cluster must be: the `spec` of a ClusterSpecification. Every section is optional; an absent section
/// demands nothing.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClusterSpec(
        @Nullable String version,
        @Nullable ClusterRef clusterRef,
        @Nullable LabelSelector clusterSelector,
        @Nullable EnforcementSpec enforcement,
        @Nullable WebhooksSpec webhooks,
        @Nullable PolicyTemplateRef policyTemplate,
        @Nullable PolicyInheritance policyInheritance,
        @Nullable NamespaceScope namespaceScope,
        @Nullable TimeBasedActivation timeBasedActivation,
        List<PolicyExemption> policyExemptions,
        @Nullable KubernetesSpec kubernetes,
        @Nullable PodSecuritySpec podSecurity,
        @Nullable NetworkSpec network,
        @Nullable WorkloadsSpec workloads,
        @Nullable RbacSpec rbac,
        @Nullable AdmissionSpec admission,
        @Nullable ObservabilitySpec observability,
        @Nullable ComplianceSpec compliance,
        List<String> alertConfigs,
        List<CustomRule> rules) {
    public ClusterSpec {
        policyExemptions = policyExemptions == null ? List.of() : List.copyOf(policyExemptions);
        alertConfigs = alertConfigs == null ? List.of() : List.copyOf(alertConfigs);
        rules = rules == null ? List.of() : List.copyOf(rules);
    }
}
