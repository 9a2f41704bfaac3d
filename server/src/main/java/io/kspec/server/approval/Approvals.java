package io.kspec.server.approval;

import io.kspec.lifecycle.approval.Approval;
import io.kspec.lifecycle.approval.Approval.Outcome;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.approval.Need;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.access.Caller;
import io.kspec.server.audit.Actor;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/// Asks for consent, and takes decisions.
///
/// Every method works in the transaction it is given and records in the audit log last: call it after everything else
/// that locks. The row of a request is locked before it is decided, so that of two decisions, or of a decision and a
/// withdrawal or expiry, one comes first and the other sees it.
@Singleton
public final class Approvals {
    private final ApprovalRepository requests;
    private final ApprovalLetters letters;
    private final ApprovalTrail trail;
    private final Instance<ApprovalListener> listeners;
    private final Map<ApprovalKind, Integer> quorums;
    private final Duration timeout;

    @Inject
    Approvals(
            ApprovalRepository requests,
            ApprovalLetters letters,
            ApprovalTrail trail,
            Instance<ApprovalListener> listeners,
            ApprovalSettings settings) {
        this.requests = requests;
        this.letters = letters;
        this.trail = trail;
        this.listeners = listeners;
        this.quorums = Quorums.of(settings.quorum());
        this.timeout = settings.timeout();
    }

    /// The consents that a rollout needs, with the configured quorums.
    public List<Need> needed(Need.Facts facts) {
        return io.kspec.lifecycle.approval.Approvals.needed(facts, quorums);
    }

    /// One consent that is known to be needed, with the configured quorum.
    ///
    /// @param highest among the environments of the targets
    public Need need(ApprovalKind kind, Environment highest) {
        return io.kspec.lifecycle.approval.Approvals.need(kind, highest, quorums);
    }

    /// Asks, and returns the request's id. Asked again for the same digest, nothing changes, and a decision there
    /// was is told again. Asked for another digest, it is Pending anew in a request of its own: one that was not
    /// decided is Cancelled, one that was stays as it is, and counts for nothing.
    public UUID ask(DSLContext transaction, Ask ask) {
        Optional<Request> before = ask.deployment()
                .flatMap(id -> requests.lockNewest(transaction, id, ask.need().approval()));
        if (before.isPresent()
                && before.get().approval().digest().equals(ask.digest())
                && before.get().state() != ApprovalState.CANCELLED) {
            tell(transaction, before.get());
            return before.get().id();
        }
        before.filter(request -> request.state() == ApprovalState.PENDING)
                .ifPresent(
                        request -> cancel(transaction, request, Actor.SERVER, "What is to be reviewed has changed."));
        Request request = begin(ask, requests.now(transaction));
        requests.add(transaction, request);
        letters.asked(transaction, request);
        trail.asked(transaction, request);
        return request.id();
    }

    private Request begin(Ask ask, Instant now) {
        return new Request(
                UUID.randomUUID(),
                ask.deployment(),
                ask.what(),
                ask.requester(),
                now,
                Approval.request(ask.need(), ask.digest(), ask.requester().id(), now.plus(timeout)),
                Map.of(ask.requester().id(), ask.requester().name()));
    }

    /// Whatever a deployment still asks for is no longer asked.
    ///
    /// @param reason a sentence
    public void withdraw(DSLContext transaction, UUID deployment, Actor by, String reason) {
        for (Request request : requests.lockPending(transaction, deployment)) {
            cancel(transaction, request, by, reason);
        }
    }

    private void cancel(DSLContext transaction, Request request, Actor by, String reason) {
        Outcome outcome = request.approval().cancel(by.id(), reason, requests.now(transaction));
        if (outcome instanceof Outcome.Changed(Approval next)) {
            Request cancelled = request.with(next, by);
            requests.store(transaction, cancelled);
            trail.withdrawn(transaction, cancelled, by);
        }
    }

    /// All requests of a deployment, oldest first.
    public List<Request> of(DSLContext transaction, UUID deployment) {
        return requests.of(transaction, deployment);
    }

    /// Consents.
    ///
    /// @param notes what the person said; may be empty
    public Decided approve(DSLContext transaction, UUID id, Caller caller, String notes) {
        return requests.lock(transaction, id)
                .map(request -> approve(transaction, request, caller, notes))
                .orElseGet(Decided.Unknown::new);
    }

    /// Approves a definition: the same act as approving the requests for breaking changes that wait for it. A
    /// request is approved once every definition it names is; one that names none waits for its own approval. Empty
    /// when no request waits. Who may not decide about one of them decides about none: the only answer is then
    /// [Decided.Forbidden], and the caller refuses as well.
    public List<Decided> approveCrd(DSLContext transaction, Caller caller, CrdConsent consent) {
        List<Request> waiting = requests.lockBreaking(transaction, consent.operator(), consent.version()).stream()
                .filter(request -> !request.what().crdNames().isEmpty())
                .filter(request -> consent.approved().containsAll(request.what().crdNames()))
                .toList();
        Optional<Request> forbidden = waiting.stream()
                .filter(request -> io.kspec.lifecycle.approval.Approvals.whyNot(Deciders.of(caller), request.approval())
                        .isPresent())
                .findFirst();
        return forbidden.map(List::of).orElse(waiting).stream()
                .map(request -> approve(transaction, request, caller, consent.notes()))
                .toList();
    }

    private Decided approve(DSLContext transaction, Request request, Caller caller, String notes) {
        Approval approval = request.approval();
        Outcome outcome = approval.approve(Deciders.of(caller), approval.digest(), notes, requests.now(transaction));
        return settle(transaction, request, outcome, caller);
    }

    /// Refuses.
    ///
    /// @param reason what the requester is told
    public Decided reject(DSLContext transaction, UUID id, Caller caller, String reason) {
        return requests.lock(transaction, id)
                .map(request -> settle(
                        transaction,
                        request,
                        request.approval().reject(Deciders.of(caller), reason, requests.now(transaction)),
                        caller))
                .orElseGet(Decided.Unknown::new);
    }

    private Decided settle(DSLContext transaction, Request request, Outcome outcome, Caller caller) {
        return switch (outcome) {
            case Outcome.Changed(Approval next) -> {
                Actor actor = Actor.of(caller);
                Request decided = request.with(next, actor);
                store(transaction, decided, actor);
                yield new Decided.Done(decided);
            }
            case Outcome.Same _ -> new Decided.Done(request);
            case Outcome.Forbidden(String why) -> {
                trail.refused(transaction, request, Actor.of(caller), why);
                yield new Decided.Forbidden(why);
            }
            case Outcome.TooLate(String why) -> new Decided.TooLate(why);
        };
    }

    /// Ends one request whose time is over; false when there is none that another replica does not end.
    ///
    /// @param skipped how many of the longest due are left out
    boolean expireOne(DSLContext transaction, int skipped) {
        Optional<Request> due = requests.lockDue(transaction, skipped);
        due.ifPresent(request -> {
            if (request.approval().expire(requests.now(transaction)) instanceof Outcome.Changed(Approval next)) {
                store(transaction, request.with(next, Actor.SERVER), Actor.SERVER);
            }
        });
        return due.isPresent();
    }

    private void store(DSLContext transaction, Request decided, Actor actor) {
        requests.store(transaction, decided);
        tell(transaction, decided);
        letters.decided(transaction, decided);
        trail.decided(transaction, decided, actor);
    }

    private void tell(DSLContext transaction, Request request) {
        boolean decided =
                switch (request.state()) {
                    case APPROVED, REJECTED, EXPIRED -> true;
                    case PENDING, CANCELLED -> false;
                };
        if (decided) {
            listeners.forEach(listener -> listener.decided(transaction, request));
        }
    }
}
