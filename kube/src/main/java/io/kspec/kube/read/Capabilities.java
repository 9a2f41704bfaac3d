package io.kspec.kube.read;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a cluster offers that not every cluster does. Found by discovery, so a feature that is switched off, or
/// served in a beta version only, is not there; only what discovery does not show goes by the version.
///
/// @param version what the API server calls itself, such as `v1.35.4`
/// @param nativePolicies ValidatingAdmissionPolicy and its binding in `v1`; from Kubernetes 1.30
/// @param matchConditions whether a webhook registration may have match conditions, in beta and on from 1.28; an
///     older server drops the field without a word
/// @param kyverno Kyverno's policy kinds; empty where none is served
/// @param certManager `cert-manager.io/v1` Certificate and Issuer
/// @param openReports `openreports.io/v1alpha1` Report and ClusterReport
public record Capabilities(
        String version,
        boolean nativePolicies,
        boolean matchConditions,
        Optional<KyvernoApi> kyverno,
        boolean certManager,
        boolean openReports) {
    static final String ADMISSION = "admissionregistration.k8s.io/v1";
    static final String KYVERNO = "kyverno.io/v1";
    static final String CERT_MANAGER = "cert-manager.io/v1";
    static final String OPEN_REPORTS = "openreports.io/v1alpha1";

    /// Newest first.
    static final List<String> KYVERNO_POLICIES =
            List.of("policies.kyverno.io/v1", "policies.kyverno.io/v1beta1", "policies.kyverno.io/v1alpha1");

    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+).*");
    private static final int FIRST_WITH_MATCH_CONDITIONS = 28;

    /// Judges what discovery said; unknown where the server does not say its version.
    ///
    /// @param version the `gitVersion` of `/version`
    /// @param served resources in the plural by group and version, such as `pods` by `v1`
    static Reading<Capabilities> of(String server, String version, Map<String, Set<String>> served) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return new Reading.Unknown<>(new Failure.Malformed(
                    "the API server says no version that can be read: \"%s\"".formatted(version),
                    server + "/version",
                    "Check what answers at this address."));
        }
        return new Reading.Known<>(new Capabilities(
                version,
                serves(served, ADMISSION, "validatingadmissionpolicies", "validatingadmissionpolicybindings"),
                hasMatchConditions(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))),
                kyverno(served),
                serves(served, CERT_MANAGER, "certificates", "issuers"),
                serves(served, OPEN_REPORTS, "reports", "clusterreports")));
    }

    private static boolean hasMatchConditions(int major, int minor) {
        return major > 1 || minor >= FIRST_WITH_MATCH_CONDITIONS;
    }

    private static Optional<KyvernoApi> kyverno(Map<String, Set<String>> served) {
        boolean clusterPolicies = serves(served, KYVERNO, "clusterpolicies");
        Optional<String> validatingPolicies = KYVERNO_POLICIES.stream()
                .filter(groupVersion -> serves(served, groupVersion, "validatingpolicies"))
                .map(groupVersion -> groupVersion.substring(groupVersion.indexOf('/') + 1))
                .findFirst();
        return clusterPolicies || validatingPolicies.isPresent()
                ? Optional.of(new KyvernoApi(clusterPolicies, validatingPolicies))
                : Optional.empty();
    }

    private static boolean serves(Map<String, Set<String>> served, String groupVersion, String... resources) {
        return served.getOrDefault(groupVersion, Set.of()).containsAll(Set.of(resources));
    }
}
