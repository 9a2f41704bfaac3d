package io.kspec.lifecycle.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a rollout, or one of its clusters, stands. `Skipped` is for clusters alone, `Cancelled` for rollouts alone.
public enum State {
    /// Judged, approved, waited for; nothing is changed.
    @JsonProperty("Planning")
    PLANNING("Planning"),
    /// The new revision is being installed.
    @JsonProperty("Deploying")
    DEPLOYING("Deploying"),
    /// Installed, its health is watched.
    @JsonProperty("Validating")
    VALIDATING("Validating"),
    /// On the new revision, and its gate passed.
    @JsonProperty("Completed")
    COMPLETED("Completed"),
    /// A person must act; the record says which of [FailureMeaning] it is.
    @JsonProperty("Failed")
    FAILED("Failed"),
    /// On the way back.
    @JsonProperty("RollingBack")
    ROLLING_BACK("RollingBack"),
    /// As it was before, and compared.
    @JsonProperty("RolledBack")
    ROLLED_BACK("RolledBack"),
    /// Ended by a person before its time; what was changed stays changed.
    @JsonProperty("Cancelled")
    CANCELLED("Cancelled"),
    /// Never changed, because the rollout ended before its turn.
    @JsonProperty("Skipped")
    SKIPPED("Skipped");

    private final String word;

    State(String word) {
        this.word = word;
    }

    /// The name on the wire.
    public String word() {
        return word;
    }

    /// Whether a rollout ends here unless a person, or the watch window, moves it on.
    public boolean terminal() {
        return switch (this) {
            case COMPLETED, FAILED, ROLLED_BACK, CANCELLED, SKIPPED -> true;
            case PLANNING, DEPLOYING, VALIDATING, ROLLING_BACK -> false;
        };
    }
}
