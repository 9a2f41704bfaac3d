package io.kspec.server.approval;

import io.kspec.lifecycle.approval.Approval;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.approval.Need;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A request as it is answered. `requiredRole` decides, and an Admin may stand in for it. `crdName` is the first of
/// `crdNames`. `consents` are those that were given, of the `quorum` that is needed.
record ApprovalBody(
        UUID approvalId,
        ApprovalKind type,
        Optional<UUID> deploymentId,
        String operatorName,
        Optional<String> previousVersion,
        String targetVersion,
        List<String> targetClusters,
        Environment environment,
        ApprovalState status,
        String initiatedBy,
        String reason,
        Instant createdAt,
        Instant expiresAt,
        String digest,
        Optional<String> crdName,
        List<String> crdNames,
        List<String> crdChanges,
        Role requiredRole,
        int quorum,
        List<Consent> consents,
        Optional<End> decision) {

    /// A consent by one person.
    record Consent(String approvedBy, Instant approvedAt, String notes) {}

    /// How it ended.
    record End(String decidedBy, Instant decidedAt, String reason) {}

    static ApprovalBody of(Request request) {
        Approval approval = request.approval();
        Need need = approval.need();
        Ask.What what = request.what();
        return new ApprovalBody(
                request.id(),
                need.approval(),
                request.deployment(),
                what.operator(),
                what.fromVersion(),
                what.targetVersion(),
                what.clusters(),
                need.environment(),
                approval.state(),
                request.requester().name(),
                need.reason(),
                request.createdAt(),
                approval.expiresAt(),
                approval.digest(),
                what.crdNames().stream().findFirst(),
                what.crdNames(),
                what.crdChanges(),
                requiredRole(need.approval()),
                need.quorum(),
                approval.votes().stream()
                        .map(vote -> new Consent(request.name(vote.by()), vote.at(), vote.notes()))
                        .toList(),
                approval.ended().map(end -> new End(request.name(end.by()), end.at(), end.reason())));
    }

    private static Role requiredRole(ApprovalKind kind) {
        return switch (kind) {
            case PRODUCTION_DEPLOYMENT, REQUESTED -> Role.EnvironmentOwner;
            case OPERATOR_VERSION_UPGRADE, BREAKING_CRD_CHANGE, POSSIBLE_DATA_LOSS -> Role.Admin;
        };
    }
}
