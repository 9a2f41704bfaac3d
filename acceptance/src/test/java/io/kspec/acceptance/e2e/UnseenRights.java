package io.kspec.acceptance.e2e;

import io.kspec.acceptance.chart.Rights.Right;
import java.util.Set;

/// Rights that an installation with default values, on a cluster without further products, has no occasion to use.
final class UnseenRights {
    /// Of products that are not installed; what is listed or deleted by name is answered 404 and seen.
    private static final Set<String> CERT_MANAGER = Set.of("kspec-operator-certificates");

    /// Only where a rule asks for remediation; operator/remedy/RemediationIT.
    private static final Set<String> REMEDIATION = Set.of("kspec-operator-remediation");

    private static final Set<String> BY_NAME = Set.of(
            // only while Kyverno holds policies of ours
            "kspec-operator-uninstall delete kyverno.io/clusterpolicies",
            // server-side apply of what is not there yet: asked for beside `patch`, which alone is written down;
            // theHookOfAnUpgradeMayBringTheDefinitionsUpToDateAndNothingElse fails without it
            "kspec-operator-crds create apiextensions.k8s.io/customresourcedefinitions",
            // only when admission is switched off; withoutAdmissionARegistrationMayOnlyBeRemoved
            "kspec-operator-registrations delete admissionregistration.k8s.io/validatingwebhookconfigurations");

    private UnseenRights() {}

    static boolean contain(Right right, String name) {
        return CERT_MANAGER.contains(right.role()) || REMEDIATION.contains(right.role()) || BY_NAME.contains(name);
    }
}
