package io.kspec.core.devops.enforce;

/// Why a workload is left as it is.
public enum SkipReason {
    BEING_DELETED("BeingDeleted"),
    OPTED_OUT("OptedOut"),
    MANAGED_ELSEWHERE("ManagedElsewhere"),
    CONTROLLED("Controlled"),
    PAUSED("Paused"),
    UPDATED_BY_HAND("UpdatedByHand"),
    NO_REPLICAS("NoReplicas"),
    NO_KNOWN_PORT("NoKnownPort"),
    VALUES_CONTRADICT("ValuesContradict"),
    FIELD_OWNED_BY_OTHER("FieldOwnedByOther"),
    TOO_OFTEN("TooOften");

    private final String word;

    SkipReason(String word) {
        this.word = word;
    }

    /// As events and metrics name it.
    public String word() {
        return word;
    }
}
