package io.kspec.lifecycle.approval;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a consent is about.
public enum ApprovalKind {
    /// The version changes on a Production cluster.
    @JsonProperty("OperatorVersionUpgrade")
    OPERATOR_VERSION_UPGRADE("OperatorVersionUpgrade"),
    /// A breaking change of a CRD reaches Production.
    @JsonProperty("BreakingCrdChange")
    BREAKING_CRD_CHANGE("BreakingCrdChange"),
    /// Anything is changed on a Production cluster.
    @JsonProperty("ProductionDeployment")
    PRODUCTION_DEPLOYMENT("ProductionDeployment"),
    /// Custom resources could be lost: any environment, two people, and only with an export.
    @JsonProperty("PossibleDataLoss")
    POSSIBLE_DATA_LOSS("PossibleDataLoss"),
    /// The requester asked that somebody else looks at it.
    @JsonProperty("Requested")
    REQUESTED("Requested");

    private final String word;

    ApprovalKind(String word) {
        this.word = word;
    }

    /// The name on the wire.
    public String word() {
        return word;
    }
}
