package io.kspec.core.policy;

/// How generated policies name the specification that they belong to.
public final class PolicyNaming {
    private PolicyNaming() {}

    /// The value of the label `kspec.io/cluster-spec` on the policies of a specification.
    public static String label(String specification) {
        return PolicyNames.label(specification);
    }
}
