package io.kspec.core.devops;

/// What a DevOpsPolicy can ask for, with the penalty for one unit of its absence.
public enum DevOpsCheck {
    LATEST_TAG("latest_tag", 5, ViolationSeverity.HIGH),
    MISSING_LIVENESS("missing_liveness", 3, ViolationSeverity.MEDIUM),
    MISSING_READINESS("missing_readiness", 2, ViolationSeverity.LOW),
    HIGH_RESTARTS("high_restarts", 6, ViolationSeverity.CRITICAL),
    PENDING("pending", 4, ViolationSeverity.MEDIUM);

    private final String word;
    private final int weight;
    private final ViolationSeverity severity;

    DevOpsCheck(String word, int weight, ViolationSeverity severity) {
        this.word = word;
        this.weight = weight;
        this.severity = severity;
    }

    /// As violations and metrics name it.
    public String word() {
        return word;
    }

    /// Points for each unit: a container, a restart (at most five of a container), or a pod.
    public int weight() {
        return weight;
    }

    /// Unless a policy says otherwise.
    public ViolationSeverity usualSeverity() {
        return severity;
    }
}
