package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a cluster must be: the `spec` of a ClusterSpecification. Every section is optional; an absent section
/// demands nothing.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!(has(self.clusterRef) && has(self.clusterSelector))",
        message = "clusterRef and clusterSelector exclude each other: name one cluster or select many")
public record ClusterSpec(
        @JsonPropertyDescription(
                "Version of this specification, chosen by its author (major.minor.patch). Reports " + "carry it.")
        @Size(max = 128)
        @Pattern("^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?([+][0-9A-Za-z.-]+)?$")
        @Nullable
        String version,

        @JsonPropertyDescription("The ClusterTarget to judge. Unset, and without clusterSelector, it is the cluster "
                + "that kspec runs in.")
        @Nullable
        ClusterRef clusterRef,

        @JsonPropertyDescription("ClusterTargets to judge, by their labels: one specification for many clusters. Not "
                + "together with clusterRef.")
        @Nullable
        LabelSelector clusterSelector,

        @JsonPropertyDescription("Whether violations are recorded, warned about or refused. Unset means mode monitor.")
        @Nullable
        EnforcementSpec enforcement,

        @JsonPropertyDescription("How the API server asks kspec about objects before it stores them.") @Nullable
        WebhooksSpec webhooks,

        @JsonPropertyDescription("A template whose demands are added to this specification.") @Nullable
        PolicyTemplateRef policyTemplate,

        @JsonPropertyDescription("Specifications or templates that this one builds on.") @Nullable
        PolicyInheritance policyInheritance,

        @JsonPropertyDescription("The namespaces that this specification speaks of. Unset means all.") @Nullable
        NamespaceScope namespaceScope,

        @JsonPropertyDescription("When this specification is active. Unset means always.") @Nullable
        TimeBasedActivation timeBasedActivation,

        @JsonPropertyDescription("Approved, expiring pardons of violations.") @Size(max = 500)
        List<PolicyExemption> policyExemptions,

        @JsonPropertyDescription("Versions of Kubernetes that are allowed.") @Nullable
        KubernetesSpec kubernetes,

        @JsonPropertyDescription("Pod Security Standards levels that every namespace must carry at least.") @Nullable
        PodSecuritySpec podSecurity,

        @JsonPropertyDescription("Network policies that every namespace must have, and what Services may do.") @Nullable
        NetworkSpec network,

        @JsonPropertyDescription("What pods, their containers and their images must and must not be.") @Nullable
        WorkloadsSpec workloads,

        @JsonPropertyDescription("What roles, bindings and service accounts must and must not grant.") @Nullable
        RbacSpec rbac,

        @JsonPropertyDescription("Admission controllers and policies that must be present.") @Nullable
        AdmissionSpec admission,

        @JsonPropertyDescription("Metrics and logs that must be there.") @Nullable
        ObservabilitySpec observability,

        @JsonPropertyDescription("Compliance frameworks that reports are broken down by.") @Nullable
        ComplianceSpec compliance,

        @JsonPropertyDescription("Names of AlertConfigs in kspec-system that are told about this specification. Empty "
                + "means all of them.")
        @Size(max = 50)
        List<@Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String> alertConfigs,

        @JsonPropertyDescription("Rules of your own, written in CEL.") @Size(max = 100)
        List<CustomRule> rules) {
    public ClusterSpec {
        policyExemptions = policyExemptions == null ? List.of() : List.copyOf(policyExemptions);
        alertConfigs = alertConfigs == null ? List.of() : List.copyOf(alertConfigs);
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /// The same with other Pod Security demands.
    public ClusterSpec demanding(PodSecuritySpec section) {
        return new ClusterSpec(
                version,
                clusterRef,
                clusterSelector,
                enforcement,
                webhooks,
                policyTemplate,
                policyInheritance,
                namespaceScope,
                timeBasedActivation,
                policyExemptions,
                kubernetes,
                section,
                network,
                workloads,
                rbac,
                admission,
                observability,
                compliance,
                alertConfigs,
                rules);
    }

    /// The mode in effect: monitor unless one is given and enforcement is not switched off.
    public Mode mode() {
        return enforcement == null || enforcement.mode() == null || Boolean.FALSE.equals(enforcement.enabled())
                ? Mode.MONITOR
                : enforcement.mode();
    }
}
