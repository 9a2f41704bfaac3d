package io.kspec.server.approval;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kspec.lifecycle.approval.Approval;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.server.access.Allowed;
import io.kspec.server.access.Caller;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.access.Role;
import io.kspec.server.approval.ApprovalFilter.View;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Code;
import io.kspec.server.web.Demands;
import io.kspec.server.web.Limit;
import io.kspec.server.web.Page;
import io.kspec.server.web.Problem;
import io.kspec.server.web.Refused;
import io.kspec.server.web.Slice;
import io.kspec.server.web.Tagged;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Requests for consent, and people's decisions about them.
@Path("/api/v1/approvals")
@RunOnVirtualThread
public final class ApprovalResource {
    private static final int LONGEST_TEXT = 2000;
    private final Approvals approvals;
    private final ApprovalRepository requests;
    private final Transactions transactions;
    private final CurrentCaller caller;

    @Inject
    ApprovalResource(
            Approvals approvals, ApprovalRepository requests, Transactions transactions, CurrentCaller caller) {
        this.approvals = approvals;
        this.requests = requests;
        this.transactions = transactions;
        this.caller = caller;
    }

    record ApprovalList(
            List<ApprovalBody> approvals, @JsonUnwrapped Slice.Paging paging) {}

    record Approve(Optional<String> notes) {}

    record Reject(Optional<String> reason) {}

    /// `status` stays Pending while other people must consent as well.
    record ApprovedBody(UUID approvalId, ApprovalState status, String approvedBy, Instant approvedAt) {}

    record RejectedBody(UUID approvalId, ApprovalState status, String rejectedBy, Instant rejectedAt, String reason) {}

    /// Newest first: all for an Admin, those of the own environments for an owner, and one's own.
    @GET
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner})
    @Limit(perMinute = 60)
    public ApprovalList listApprovals(@BeanParam ApprovalQuery query, @BeanParam Page.Query paging) {
        ApprovalFilter filter = query.filter(view(caller.get()));
        Page page = paging.page();
        Slice<ApprovalBody> slice = transactions.call(transaction -> new Slice<>(
                        requests.list(transaction, filter, page), requests.count(transaction, filter), page)
                .map(ApprovalBody::of));
        return new ApprovalList(slice.items(), slice.paging());
    }

    private static View view(Caller caller) {
        if (caller.has(Role.Admin)) {
            return new View.All();
        }
        return new View.Some(
                caller.id(),
                caller.has(Role.EnvironmentOwner) ? Deciders.environments(caller.environments()) : Set.of());
    }

    @GET
    @Path("/{id}")
    @Tagged
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner})
    @Limit(perMinute = 60)
    public ApprovalBody getApproval(@PathParam("id") String id) {
        Request request = transactions
                .call(transaction -> Ids.parse(id).flatMap(known -> requests.find(transaction, known)))
                .orElseThrow(() -> unknown(id));
        if (!sees(view(caller.get()), request)) {
            throw new Problem(
                            Code.FORBIDDEN,
                            "You may read your own requests and those of environments you own. Ask an Admin.")
                    .refused();
        }
        return ApprovalBody.of(request);
    }

    private static boolean sees(View view, Request request) {
        return switch (view) {
            case View.All() -> true;
            case View.Some(String requester, var environments) ->
                request.requester().id().equals(requester)
                        || environments.contains(request.approval().need().environment());
        };
    }

    @POST
    @Path("/{id}/approve")
    @Allowed({Role.Admin, Role.EnvironmentOwner})
    @Limit(perMinute = 10)
    public ApprovedBody approveApproval(@PathParam("id") String id, @Nullable Approve body) {
        String notes = Optional.ofNullable(body).flatMap(Approve::notes).orElse("");
        Demands demands = new Demands();
        demands.demand(notes.length() <= LONGEST_TEXT, "notes", "is longer than %d characters".formatted(LONGEST_TEXT));
        demands.done();
        Caller who = caller.get();
        Request request = decide(id, (transaction, known) -> approvals.approve(transaction, known, who, notes));
        Instant at = request.approval().votes().stream()
                .filter(vote -> vote.by().equals(who.id()))
                .map(Approval.Vote::at)
                .findFirst()
                .orElseThrow();
        return new ApprovedBody(request.id(), request.state(), who.name(), at);
    }

    @POST
    @Path("/{id}/reject")
    @Allowed({Role.Admin, Role.EnvironmentOwner})
    @Limit(perMinute = 10)
    public RejectedBody rejectApproval(@PathParam("id") String id, @Nullable Reject body) {
        Demands demands = new Demands();
        String reason = demands.text("reason", Optional.ofNullable(body).flatMap(Reject::reason), LONGEST_TEXT);
        demands.done();
        Caller who = caller.get();
        Request request = decide(id, (transaction, known) -> approvals.reject(transaction, known, who, reason));
        Approval.Ended end = request.approval().ended().orElseThrow();
        return new RejectedBody(request.id(), request.state(), request.name(end.by()), end.at(), end.reason());
    }

    @FunctionalInterface
    private interface Decision {
        Decided by(DSLContext transaction, UUID id);
    }

    /// Refuses outside the transaction: what is recorded about a refusal is kept.
    private Request decide(String id, Decision decision) {
        UUID known = Ids.parse(id).orElseThrow(() -> unknown(id));
        return switch (transactions.call(transaction -> decision.by(transaction, known))) {
            case Decided.Done(Request request) -> request;
            case Decided.Forbidden(String why) -> throw new Problem(Code.FORBIDDEN, why).refused();
            case Decided.TooLate(String why) -> throw new Problem(Code.ALREADY_DECIDED, why).refused();
            case Decided.Unknown() -> throw unknown(id);
        };
    }

    private static Refused unknown(String id) {
        return new Problem(
                        Code.APPROVAL_NOT_FOUND,
                        "There is no request for approval with the id %s. List them with GET /api/v1/approvals."
                                .formatted(id.substring(0, Math.min(id.length(), 64))))
                .refused();
    }
}
