package io.kspec.core.devops.enforce;

import io.kspec.core.devops.DevOpsPolicySpec;
import java.util.Map;

/// A policy whose mode is enforce.
///
/// @param evenManaged whether it asks for workloads that a deployment tool keeps to be mended as well
public record EnforcingPolicy(String name, DevOpsPolicySpec spec, boolean evenManaged) {
    /// On a policy: `managed` mends workloads of Helm, Argo CD and Flux as well.
    public static final String ENFORCE_ALSO = "devops.stochastic.io/enforce-also";

    private static final String MANAGED = "managed";

    public static EnforcingPolicy of(String name, DevOpsPolicySpec spec, Map<String, String> annotations) {
        return new EnforcingPolicy(
                name, spec, annotations.getOrDefault(ENFORCE_ALSO, "").equals(MANAGED));
    }
}
