package io.kspec.lifecycle.approval;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A request for consent and what became of it. Immutable; a final one never changes.
///
/// @param need what is asked
/// @param digest of exactly what is reviewed
/// @param requestedBy who may not decide
/// @param expiresAt from this instant on it can only expire
/// @param state where it stands
/// @param votes consents so far, by different people
/// @param ended how it ended, when it did
public record Approval(
        Need need,
        String digest,
        String requestedBy,
        Instant expiresAt,
        ApprovalState state,
        List<Vote> votes,
        Optional<Ended> ended) {
    public Approval {
        votes = List.copyOf(votes);
    }

    /// A consent.
    public record Vote(String by, Instant at, String notes) {}

    /// The end of a request.
    ///
    /// @param by who ended it, or `kspec`
    public record Ended(String by, Instant at, String reason) {}

    /// What came of an attempt to decide.
    public sealed interface Outcome {
        /// It counts: store this.
        record Changed(Approval next) implements Outcome {}

        /// The same person decided the same before: answer with what is stored.
        record Same(Approval stored) implements Outcome {}

        /// This person may not decide it.
        record Forbidden(String why) implements Outcome {}

        /// It is final, or was asked about something else.
        record TooLate(String why) implements Outcome {}
    }

    /// A new request.
    public static Approval request(Need need, String digest, String requestedBy, Instant expiresAt) {
        return new Approval(need, digest, requestedBy, expiresAt, ApprovalState.PENDING, List.of(), Optional.empty());
    }

    /// Consents to what `reviewed` stands for. The same person consenting again changes nothing.
    public Outcome approve(Person person, String reviewed, String notes, Instant now) {
        if (votes.stream().anyMatch(vote -> vote.by().equals(person.name()))) {
            return state == ApprovalState.PENDING || state == ApprovalState.APPROVED ? new Outcome.Same(this) : late();
        }
        Optional<String> forbidden = Approvals.whyNot(person, this);
        if (forbidden.isPresent()) {
            return new Outcome.Forbidden(forbidden.get());
        }
        if (closed(now)) {
            return late();
        }
        if (!reviewed.equals(digest)) {
            return new Outcome.TooLate("What was reviewed is no longer what is asked for. Read the request again.");
        }
        List<Vote> all = Stream.concat(votes.stream(), Stream.of(new Vote(person.name(), now, notes)))
                .toList();
        return all.size() < need.quorum()
                ? new Outcome.Changed(with(ApprovalState.PENDING, all, Optional.empty()))
                : new Outcome.Changed(
                        with(ApprovalState.APPROVED, all, Optional.of(new Ended(person.name(), now, notes))));
    }

    /// Refuses: one person is enough, also one who consented before while others are waited for.
    public Outcome reject(Person person, String reason, Instant now) {
        if (state == ApprovalState.REJECTED && ended.map(Ended::by).equals(Optional.of(person.name()))) {
            return new Outcome.Same(this);
        }
        Optional<String> forbidden = Approvals.whyNot(person, this);
        if (forbidden.isPresent()) {
            return new Outcome.Forbidden(forbidden.get());
        }
        return closed(now) ? late() : end(ApprovalState.REJECTED, person.name(), reason, now);
    }

    /// Expires when its time is over; before that, and when it is final, nothing changes.
    public Outcome expire(Instant now) {
        if (state != ApprovalState.PENDING) {
            return state == ApprovalState.EXPIRED ? new Outcome.Same(this) : late();
        }
        return now.isBefore(expiresAt)
                ? new Outcome.Same(this)
                : end(ApprovalState.EXPIRED, "kspec", "nobody decided until %s".formatted(expiresAt), now);
    }

    /// Is no longer asked.
    public Outcome cancel(String by, String reason, Instant now) {
        if (state == ApprovalState.CANCELLED) {
            return new Outcome.Same(this);
        }
        return state == ApprovalState.PENDING ? end(ApprovalState.CANCELLED, by, reason, now) : late();
    }

    private boolean closed(Instant now) {
        return state != ApprovalState.PENDING || !now.isBefore(expiresAt);
    }

    private Outcome late() {
        return new Outcome.TooLate(
                state == ApprovalState.PENDING
                        ? "The request expired at %s. Start the rollout again.".formatted(expiresAt)
                        : "The request is already %s. A decision is never changed."
                                .formatted(state.name().toLowerCase(Locale.ROOT)));
    }

    private Outcome end(ApprovalState how, String by, String reason, Instant now) {
        return new Outcome.Changed(with(how, votes, Optional.of(new Ended(by, now, reason))));
    }

    private Approval with(ApprovalState how, List<Vote> all, Optional<Ended> end) {
        return new Approval(need, digest, requestedBy, expiresAt, how, all, end);
    }
}
