package io.kspec.server.approval;

import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jooq.DSLContext;

/// What the audit log keeps of requests and decisions.
@Singleton
final class ApprovalTrail {
    private static final String TYPE = "Approval";
    private final Audit audit;

    @Inject
    ApprovalTrail(Audit audit) {
        this.audit = audit;
    }

    void asked(DSLContext transaction, Request request) {
        record(transaction, request, AuditEvent.ApprovalRequested, request.requester(), "asked for: " + what(request));
    }

    void withdrawn(DSLContext transaction, Request request, Actor by) {
        String reason = request.approval().ended().orElseThrow().reason();
        record(transaction, request, AuditEvent.ApprovalWithdrawn, by, "no longer asked: " + reason);
    }

    void decided(DSLContext transaction, Request request, Actor by) {
        int consents = request.approval().votes().size();
        int quorum = request.approval().need().quorum();
        switch (request.state()) {
            case PENDING, APPROVED ->
                record(
                        transaction,
                        request,
                        AuditEvent.ApprovalGranted,
                        by,
                        "consent %d of %d to: %s".formatted(consents, quorum, what(request)));
            case REJECTED ->
                record(
                        transaction,
                        request,
                        AuditEvent.ApprovalRejected,
                        by,
                        "refused: %s"
                                .formatted(
                                        request.approval().ended().orElseThrow().reason()));
            case EXPIRED ->
                record(
                        transaction,
                        request,
                        AuditEvent.ApprovalExpired,
                        by,
                        "nobody decided until %s".formatted(request.approval().expiresAt()));
            case CANCELLED -> throw new IllegalStateException("a withdrawal is no decision");
        }
    }

    /// Somebody tried what they may not.
    void refused(DSLContext transaction, Request request, Actor by, String why) {
        Entry entry =
                Entry.failure(AuditEvent.AccessDenied, by, TYPE, request.id().toString(), why);
        audit.record(transaction, entry.with("approvalType", kind(request)));
    }

    private void record(DSLContext transaction, Request request, AuditEvent event, Actor by, String message) {
        Entry entry = Entry.success(event, by, TYPE, request.id().toString(), message)
                .with("approvalType", kind(request))
                .with("digest", request.approval().digest())
                .with("requester", request.requester().id());
        audit.record(
                transaction,
                request.deployment()
                        .map(id -> entry.with("deploymentId", id.toString()))
                        .orElse(entry));
    }

    private static String kind(Request request) {
        return request.approval().need().approval().word();
    }

    private static String what(Request request) {
        return "%s %s in %s"
                .formatted(
                        request.what().operator(),
                        request.what().targetVersion(),
                        request.approval().need().environment().word());
    }
}
