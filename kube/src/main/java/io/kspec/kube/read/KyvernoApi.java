package io.kspec.kube.read;

import java.util.Optional;

/// Which kinds of Kyverno policy a cluster takes. That the kinds are served does not say that Kyverno runs: whether
/// a policy is in force, its status tells.
///
/// @param clusterPolicies `kyverno.io/v1` ClusterPolicy
/// @param validatingPolicies the newest version of `policies.kyverno.io` ValidatingPolicy that is served, such as
///     `v1`
public record KyvernoApi(boolean clusterPolicies, Optional<String> validatingPolicies) {}
