package io.kspec.core.rule;

import io.kspec.core.rule.admission.AdmissionConfigurationsArePresent;
import io.kspec.core.rule.admission.AdmissionPoliciesAreReady;
import io.kspec.core.rule.admission.KyvernoIsPresent;
import io.kspec.core.rule.admission.PolicyReportsAreServed;
import io.kspec.core.rule.custom.CustomRuleHolds;
import io.kspec.core.rule.kubernetes.KubeletsWorkWithTheApiServer;
import io.kspec.core.rule.kubernetes.KubernetesVersionIsInRange;
import io.kspec.core.rule.kubernetes.KubernetesVersionIsSupported;
import io.kspec.core.rule.network.NamespacesDenyEgressByDefault;
import io.kspec.core.rule.network.NamespacesDenyIngressByDefault;
import io.kspec.core.rule.network.NamespacesHaveNetworkPolicies;
import io.kspec.core.rule.network.NamespacesHaveRequiredNetworkPolicies;
import io.kspec.core.rule.network.ServicesAvoidDisallowedPorts;
import io.kspec.core.rule.network.ServicesHaveAllowedTypes;
import io.kspec.core.rule.observability.AuditLogIsKept;
import io.kspec.core.rule.observability.AuditLogIsWritten;
import io.kspec.core.rule.observability.MetricsAreCollected;
import io.kspec.core.rule.podsecurity.NamespacesCarryPodSecurityLabels;
import io.kspec.core.rule.rbac.AnonymousUsersAreBoundToNothing;
import io.kspec.core.rule.rbac.ClusterAdminIsBoundToNobody;
import io.kspec.core.rule.rbac.DefaultServiceAccountsMountNoToken;
import io.kspec.core.rule.rbac.EscalationIsHeldByNobody;
import io.kspec.core.rule.rbac.ForbiddenGrantsAreGivenByNoRole;
import io.kspec.core.rule.rbac.PodsAreCreatedByNoBroadGroup;
import io.kspec.core.rule.rbac.RequiredGrantsAreGiven;
import io.kspec.core.rule.rbac.SecretsAreReadByNoBroadGroup;
import io.kspec.core.rule.rbac.SensitiveGrantsAreHeldByNobody;
import io.kspec.core.rule.rbac.WildcardsAreUnused;
import io.kspec.core.rule.workloads.ContainerFieldIsAvoided;
import io.kspec.core.rule.workloads.ContainerFieldIsSet;
import io.kspec.core.rule.workloads.ContainersAreUnprivileged;
import io.kspec.core.rule.workloads.ImagesAreNamedByDigest;
import io.kspec.core.rule.workloads.ImagesAvoidBlockedRegistries;
import io.kspec.core.rule.workloads.ImagesAvoidTheLatestTag;
import io.kspec.core.rule.workloads.ImagesComeFromAllowedRegistries;
import io.kspec.core.spec.ClusterSpec;
import java.util.List;

/// Every rule there is. A kind's own `demandedBy` says when a specification asks for it, and binds its parameters.
public final class Rules {
    public static final List<RuleKind> ALL = List.of(
            KubernetesVersionIsInRange.KIND,
            KubernetesVersionIsSupported.KIND,
            KubeletsWorkWithTheApiServer.KIND,
            NamespacesCarryPodSecurityLabels.KIND,
            NamespacesHaveNetworkPolicies.KIND,
            NamespacesDenyIngressByDefault.KIND,
            NamespacesDenyEgressByDefault.KIND,
            NamespacesHaveRequiredNetworkPolicies.KIND,
            ServicesHaveAllowedTypes.KIND,
            ServicesAvoidDisallowedPorts.KIND,
            ContainersAreUnprivileged.KIND,
            ContainerFieldIsSet.KIND,
            ContainerFieldIsAvoided.KIND,
            ImagesComeFromAllowedRegistries.KIND,
            ImagesAvoidBlockedRegistries.KIND,
            ImagesAreNamedByDigest.KIND,
            ImagesAvoidTheLatestTag.KIND,
            ClusterAdminIsBoundToNobody.KIND,
            DefaultServiceAccountsMountNoToken.KIND,
            WildcardsAreUnused.KIND,
            EscalationIsHeldByNobody.KIND,
            SensitiveGrantsAreHeldByNobody.KIND,
            SecretsAreReadByNoBroadGroup.KIND,
            PodsAreCreatedByNoBroadGroup.KIND,
            AnonymousUsersAreBoundToNothing.KIND,
            RequiredGrantsAreGiven.KIND,
            ForbiddenGrantsAreGivenByNoRole.KIND,
            KyvernoIsPresent.KIND,
            PolicyReportsAreServed.KIND,
            AdmissionConfigurationsArePresent.KIND,
            AdmissionPoliciesAreReady.KIND,
            MetricsAreCollected.KIND,
            AuditLogIsWritten.KIND,
            AuditLogIsKept.KIND,
            CustomRuleHolds.KIND);

    private Rules() {}

    /// The rules that a specification asks for, in the order of the list above.
    public static List<Rule> demandedBy(ClusterSpec spec) {
        return ALL.stream().<Rule>flatMap(kind -> kind.demandedBy().apply(spec)).toList();
    }
}
