package io.kspec.core.devops.enforce;

/// A workload, or a part of it, that was left as it is.
///
/// @param workload `deployment/production/web`
/// @param why a clause with the values: `container app declares no TCP port`
public record Skip(String workload, SkipReason reason, String why) {
    /// `deployment/production/web: container app declares no TCP port`.
    public String sentence() {
        return "%s: %s".formatted(workload, why);
    }
}
