package io.kspec.core.devops;

/// Units of penalty, of one pod or of many.
///
/// @param pods how many pods were judged
/// @param latestTags containers whose image is what latest means
/// @param missingLiveness containers without a liveness probe
/// @param missingReadiness containers without a readiness probe
/// @param restarts of every container that restarted too often, its restarts, at most five
/// @param pending pods that are Pending too long
public record PodMetrics(
        long pods, long latestTags, long missingLiveness, long missingReadiness, long restarts, long pending) {
    public static final PodMetrics NONE = new PodMetrics(0, 0, 0, 0, 0, 0);

    public PodMetrics plus(PodMetrics other) {
        return new PodMetrics(
                pods + other.pods,
                latestTags + other.latestTags,
                missingLiveness + other.missingLiveness,
                missingReadiness + other.missingReadiness,
                restarts + other.restarts,
                pending + other.pending);
    }

    public long units(DevOpsCheck check) {
        return switch (check) {
            case LATEST_TAG -> latestTags;
            case MISSING_LIVENESS -> missingLiveness;
            case MISSING_READINESS -> missingReadiness;
            case HIGH_RESTARTS -> restarts;
            case PENDING -> pending;
        };
    }
}
