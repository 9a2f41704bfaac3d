package io.kspec.lifecycle.approval;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a request for consent stands. All but Pending are final.
public enum ApprovalState {
    /// Nobody, or not enough people, decided.
    @JsonProperty("Pending")
    PENDING,
    /// Enough people consented.
    @JsonProperty("Approved")
    APPROVED,
    /// One person refused.
    @JsonProperty("Rejected")
    REJECTED,
    /// Not decided in time.
    @JsonProperty("Expired")
    EXPIRED,
    /// What it was asked for is no longer wanted, or is no longer the same.
    @JsonProperty("Cancelled")
    CANCELLED
}
