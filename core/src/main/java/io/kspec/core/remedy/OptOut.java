package io.kspec.core.remedy;

import com.fasterxml.jackson.databind.JsonNode;

/// The annotation by which the owner of a workload, or of its namespace, keeps kspec from changing it.
public final class OptOut {
    public static final String ANNOTATION = "kspec.io/remediation";
    static final String DISABLED = "disabled";
    static final Spot SPOT = Spot.ROOT.then("metadata").then("annotations").then(ANNOTATION);

    private OptOut() {}

    /// Whether an owner opted out.
    ///
    /// @param object a workload or a namespace
    public static boolean of(JsonNode object) {
        return SPOT.in(object).asText("").equals(DISABLED);
    }
}
