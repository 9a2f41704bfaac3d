package io.kspec.server.audit;

/// Everything that is recorded. The names are stored and queried: one is added, never renamed.
public enum AuditEvent {
    OperatorRegistered(Category.Operator),
    OperatorUpdated(Category.Operator),
    OperatorDeleted(Category.Operator),
    OperatorUndeployed(Category.Operator),
    ClusterRegistered(Category.Cluster),
    ClusterUpdated(Category.Cluster),
    ClusterDeleted(Category.Cluster),
    /// One per connection opened; the message says what for.
    ClusterAccessed(Category.Cluster),
    DeploymentCreated(Category.Deployment),
    DeploymentTransition(Category.Deployment),
    DeploymentPaused(Category.Deployment),
    DeploymentResumed(Category.Deployment),
    DeploymentCancelled(Category.Deployment),
    DeploymentRetried(Category.Deployment),
    TrafficSwitched(Category.Deployment),
    RollbackStarted(Category.Deployment),
    RollbackCompleted(Category.Deployment),
    RollbackFailed(Category.Deployment),
    CrdRegistered(Category.Crd),
    CrdApproved(Category.Crd),
    CrdDeprecated(Category.Crd),
    ApprovalRequested(Category.Approval),
    ApprovalGranted(Category.Approval),
    ApprovalRejected(Category.Approval),
    ApprovalExpired(Category.Approval),
    /// What it was asked for is no longer wanted, or no longer the same.
    ApprovalWithdrawn(Category.Approval),
    NotificationSent(Category.Approval),
    NotificationFailed(Category.Approval),
    LoginSucceeded(Category.Authentication),
    LoginFailed(Category.Authentication),
    LockedOut(Category.Authentication),
    TokenIssued(Category.Authentication),
    TokenRevoked(Category.Authentication),
    AccessDenied(Category.Authentication),
    RateLimited(Category.Authentication),
    SigningKeyRotated(Category.Configuration),
    SecretsResealed(Category.Configuration),
    /// Entries past their retention were removed; the metadata holds the last one's sequence and hash.
    AuditTrimmed(Category.Configuration);

    private final Category category;

    AuditEvent(Category category) {
        this.category = category;
    }

    public Category category() {
        return category;
    }
}
