package io.kspec.core.rule;

import io.kspec.core.rule.admission.AdmissionConfigurationsArePresent;
import io.kspec.core.rule.admission.KyvernoIsPresent;
import io.kspec.core.rule.admission.PolicyReportsAreServed;
import io.kspec.core.rule.kubernetes.KubernetesVersionIsInRange;
import io.kspec.core.rule.network.NamespacesDenyEgressByDefault;
import io.kspec.core.rule.network.NamespacesDenyIngressByDefault;
import io.kspec.core.rule.network.NamespacesHaveNetworkPolicies;
import io.kspec.core.rule.network.NamespacesHaveRequiredNetworkPolicies;
import io.kspec.core.rule.podsecurity.NamespacesCarryPodSecurityLabels;
import io.kspec.core.rule.rbac.ClusterAdminIsBoundToNobody;
import io.kspec.core.rule.rbac.DefaultServiceAccountsMountNoToken;
import io.kspec.core.rule.workloads.ContainerFieldIsAvoided;
import io.kspec.core.rule.workloads.ContainerFieldIsSet;
import io.kspec.core.rule.workloads.ContainersAreUnprivileged;
import io.kspec.core.rule.workloads.ImagesAreNamedByDigest;
import io.kspec.core.rule.workloads.ImagesAvoidBlockedRegistries;
import io.kspec.core.rule.workloads.ImagesAvoidTheLatestTag;
import io.kspec.core.rule.workloads.ImagesComeFromAllowedRegistries;
import io.kspec.core.spec.ClusterSpec;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every rule there is. A rule's own `demandedBy` says when a specification asks for it, and binds its parameters.
public final class Rules {
    private static final List<Function<ClusterSpec, Stream<? extends Rule>>> ALL = List.of(
            KubernetesVersionIsInRange::demandedBy,
            NamespacesCarryPodSecurityLabels::demandedBy,
            NamespacesHaveNetworkPolicies::demandedBy,
            NamespacesDenyIngressByDefault::demandedBy,
            NamespacesDenyEgressByDefault::demandedBy,
            NamespacesHaveRequiredNetworkPolicies::demandedBy,
            ContainersAreUnprivileged::demandedBy,
            ContainerFieldIsSet::demandedBy,
            ContainerFieldIsAvoided::demandedBy,
            ImagesComeFromAllowedRegistries::demandedBy,
            ImagesAvoidBlockedRegistries::demandedBy,
            ImagesAreNamedByDigest::demandedBy,
            ImagesAvoidTheLatestTag::demandedBy,
            ClusterAdminIsBoundToNobody::demandedBy,
            DefaultServiceAccountsMountNoToken::demandedBy,
            KyvernoIsPresent::demandedBy,
            PolicyReportsAreServed::demandedBy,
            AdmissionConfigurationsArePresent::demandedBy);

    /// How many rules there are; a specification may ask for several instances of one.
    static final int COUNT = ALL.size();

    private Rules() {}

    /// The rules that a specification asks for, in the order of the list above.
    public static List<Rule> demandedBy(ClusterSpec spec) {
        return ALL.stream().<Rule>flatMap(rule -> rule.apply(spec)).toList();
    }
}
