package io.kspec.cli.server.approvals;

import static io.kspec.cli.server.client.Absent.none;

import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.server.answer.Sheet;
import io.kspec.cli.server.answer.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request for somebody's consent.
///
/// @param reason why consent is needed
/// @param quorum how many people must consent
record Approval(
        @Nullable String approvalId,
        @Nullable String type,
        @Nullable String deploymentId,
        @Nullable String operatorName,
        @Nullable String previousVersion,
        @Nullable String targetVersion,
        List<String> targetClusters,
        @Nullable String environment,
        @Nullable String status,
        @Nullable String requiredRole,
        @Nullable Integer quorum,
        @Nullable String initiatedBy,
        @Nullable String reason,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String digest,
        List<String> crdNames,
        List<String> crdChanges,
        List<Consent> consents,
        @Nullable End decision) {
    private static final int NARROW = 8;

    Approval {
        targetClusters = none(targetClusters);
        crdNames = none(crdNames);
        crdChanges = none(crdChanges);
        consents = none(consents);
    }

    /// By one person.
    record Consent(
            @Nullable String approvedBy,
            @Nullable Instant approvedAt,
            @Nullable String notes) {}

    /// How it ended.
    record End(
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String reason) {}

    static List<String> table(List<Approval> approvals, boolean wide, Instant now) {
        return Tables.lines(
                Tables.narrowed(
                        wide,
                        NARROW,
                        List.of(
                                "ID",
                                "TYPE",
                                "OPERATOR",
                                "VERSION",
                                "STATUS",
                                "ASKED BY",
                                "NEEDS",
                                "LEFT",
                                "DECIDED BY",
                                "CLUSTERS",
                                "DEPLOYMENT")),
                approvals.stream()
                        .map(one -> Tables.narrowed(wide, NARROW, one.row(now)))
                        .toList());
    }

    private List<String> row(Instant now) {
        return List.of(
                Cells.text(approvalId),
                Cells.text(type),
                Cells.text(operatorName),
                versions(),
                Cells.text(status),
                Cells.text(initiatedBy),
                needs(),
                left(now),
                decidedBy(),
                Cells.list(targetClusters),
                Cells.text(deploymentId));
    }

    List<String> sheet(Instant now) {
        return new Sheet()
                .fact("Approval", approvalId)
                .fact("Type", type)
                .fact("Why", reason)
                .fact("Operator", operatorName)
                .fact("Version", versions())
                .fact("Environment", environment)
                .fact("Clusters", Cells.list(targetClusters))
                .fact("CRDs", Cells.list(crdNames))
                .fact("CRD changes", String.join("; ", crdChanges))
                .fact("Deployment", deploymentId)
                .fact("Status", status)
                .fact("Needs", needs())
                .fact("Asked by", initiatedBy)
                .fact("Asked", Cells.moment(createdAt))
                .fact("Left", left(now))
                .fact("Decided by", decidedBy())
                .fact("Decided", Cells.moment(decision == null ? null : decision.decidedAt()))
                .fact("Reason", decision == null ? null : decision.reason())
                .fact("Digest", digest)
                .table(
                        List.of("CONSENT OF", "WHEN", "NOTES"),
                        consents.stream()
                                .map(one -> List.of(
                                        Cells.text(one.approvedBy()),
                                        Cells.moment(one.approvedAt()),
                                        Cells.text(one.notes())))
                                .toList())
                .lines();
    }

    private String versions() {
        return previousVersion == null
                ? Cells.text(targetVersion)
                : "%s -> %s".formatted(previousVersion, targetVersion);
    }

    /// `Admin`, or `Admin 1/2` where more than one must consent.
    private String needs() {
        return quorum == null || quorum < 2
                ? Cells.text(requiredRole)
                : "%s %d/%d".formatted(Cells.text(requiredRole), consents.size(), quorum);
    }

    private String decidedBy() {
        return Optional.ofNullable(decision)
                .map(End::decidedBy)
                .orElseGet(() -> Cells.list(consents.stream()
                        .map(one -> Cells.text(one.approvedBy()))
                        .toList()));
    }

    /// Until it expires, while it can still be decided.
    private String left(Instant now) {
        return Objects.equals(status, "Pending") && expiresAt != null
                ? Cells.span(Duration.between(now, expiresAt))
                : Cells.NOTHING;
    }
}
