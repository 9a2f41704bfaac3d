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
import io.kspec.core.rule.podsecurity.AppArmorIsInForce;
import io.kspec.core.rule.podsecurity.CapabilitiesAreDropped;
import io.kspec.core.rule.podsecurity.CapabilitiesAreWithinBaseline;
import io.kspec.core.rule.podsecurity.ContainersAreUnprivileged;
import io.kspec.core.rule.podsecurity.ContainersRunAsNonRoot;
import io.kspec.core.rule.podsecurity.HostNamespacesAreNotShared;
import io.kspec.core.rule.podsecurity.HostPathsAreNotMounted;
import io.kspec.core.rule.podsecurity.HostPortsAreUnused;
import io.kspec.core.rule.podsecurity.HostProcessesAreNotUsed;
import io.kspec.core.rule.podsecurity.NamespacesCarryPodSecurityLabels;
import io.kspec.core.rule.podsecurity.PrivilegeEscalationIsForbidden;
import io.kspec.core.rule.podsecurity.ProbesStayInThePod;
import io.kspec.core.rule.podsecurity.ProcIsMasked;
import io.kspec.core.rule.podsecurity.ProcIsMaskedInUserNamespaces;
import io.kspec.core.rule.podsecurity.RootUserIsNotChosen;
import io.kspec.core.rule.podsecurity.SeLinuxOptionsAreWithinBaseline;
import io.kspec.core.rule.podsecurity.SeccompIsNotSwitchedOff;
import io.kspec.core.rule.podsecurity.SeccompProfilesAreSet;
import io.kspec.core.rule.podsecurity.SysctlsAreSafe;
import io.kspec.core.rule.podsecurity.VolumeTypesAreRestricted;
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
import io.kspec.core.rule.workloads.ContainersHaveLivenessProbes;
import io.kspec.core.rule.workloads.ContainersHaveReadinessProbes;
import io.kspec.core.rule.workloads.ContainersHaveStartupProbes;
import io.kspec.core.rule.workloads.ContainersLimitResources;
import io.kspec.core.rule.workloads.ContainersRequestResources;
import io.kspec.core.rule.workloads.HostPathsAreAllowed;
import io.kspec.core.rule.workloads.ImagesAreNamedByDigest;
import io.kspec.core.rule.workloads.ImagesAvoidBlockedRegistries;
import io.kspec.core.rule.workloads.ImagesAvoidTheLatestTag;
import io.kspec.core.rule.workloads.ImagesComeFromAllowedRegistries;
import io.kspec.core.rule.workloads.RequiredAnnotationsAreSet;
import io.kspec.core.rule.workloads.RequiredLabelsAreSet;
import io.kspec.core.rule.workloads.RootFilesystemsAreReadOnly;
import io.kspec.core.rule.workloads.SecretsAreNotInEnvironments;
import io.kspec.core.rule.workloads.ServiceAccountTokensAreNotMounted;
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
            HostNamespacesAreNotShared.KIND,
            HostPathsAreNotMounted.KIND,
            HostPortsAreUnused.KIND,
            HostProcessesAreNotUsed.KIND,
            CapabilitiesAreWithinBaseline.KIND,
            AppArmorIsInForce.KIND,
            SeccompIsNotSwitchedOff.KIND,
            SeLinuxOptionsAreWithinBaseline.KIND,
            ProcIsMasked.KIND,
            SysctlsAreSafe.KIND,
            ProbesStayInThePod.KIND,
            PrivilegeEscalationIsForbidden.KIND,
            CapabilitiesAreDropped.KIND,
            ContainersRunAsNonRoot.KIND,
            RootUserIsNotChosen.KIND,
            SeccompProfilesAreSet.KIND,
            VolumeTypesAreRestricted.KIND,
            ProcIsMaskedInUserNamespaces.KIND,
            ContainerFieldIsSet.KIND,
            ContainerFieldIsAvoided.KIND,
            ImagesComeFromAllowedRegistries.KIND,
            ImagesAvoidBlockedRegistries.KIND,
            ImagesAreNamedByDigest.KIND,
            ImagesAvoidTheLatestTag.KIND,
            ContainersHaveLivenessProbes.KIND,
            ContainersHaveReadinessProbes.KIND,
            ContainersHaveStartupProbes.KIND,
            ContainersRequestResources.KIND,
            ContainersLimitResources.KIND,
            RootFilesystemsAreReadOnly.KIND,
            ServiceAccountTokensAreNotMounted.KIND,
            HostPathsAreAllowed.KIND,
            SecretsAreNotInEnvironments.KIND,
            RequiredLabelsAreSet.KIND,
            RequiredAnnotationsAreSet.KIND,
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
