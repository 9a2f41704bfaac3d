package io.kspec.operator.leadership;

import java.util.Optional;
import java.util.OptionalLong;

/// What one candidate knows of the Lease and what it does next. Pure: every time is an argument, in nanoseconds of
/// this process's own monotonic clock, and no time that another process wrote is ever compared with it. Used by one
/// thread.
///
/// Why there are never two leaders, whatever wall clocks say:
///
/// ```
///   leader      send renewal ──────── deadline ────────► writes no more
///   API server        commits version v
///   candidate              sees v ───────────── lease ─────────────► writes, only over v
/// ```
/// A candidate sees `v` after it was committed, and that is after it was sent; a lease is longer than a deadline.
/// When the leader renewed in between, the Lease is no longer at `v` and the API server refuses the candidate.
final class Election {
    private final Identity self;
    private final Timing timing;

    private boolean known;
    private Optional<LeaseRecord> record = Optional.empty();
    /// When `record` was first seen as it is.
    private long since;
    /// The longest that a holder which was seen asked for; it may live on although its Lease was deleted.
    private long lastPatience;
    private boolean doubtful;
    private boolean leading;
    private long lastSent;
    private OptionalLong gaveUp = OptionalLong.empty();
    private boolean asking;
    private long askedAt;
    private boolean resting;
    private long restUntil;

    Election(Identity self, Timing timing) {
        this.self = self;
        this.timing = timing;
    }

    /// What to do next.
    sealed interface Action {
        /// Nothing before `until`, unless something is heard.
        record Wait(long until) implements Action {}

        record Read() implements Action {}

        /// There is no Lease: create one.
        record Create() implements Action {}

        /// Become the holder, unless somebody wrote in between.
        record Take(LeaseRecord from) implements Action {}

        /// Stay the holder, unless somebody wrote in between.
        record Renew(LeaseRecord from) implements Action {}
    }

    Action decide(long now) {
        if (asking && now - askedAt < timing.deadline()) {
            return until(askedAt + timing.deadline(), now);
        }
        if (resting && now - restUntil < 0) {
            return until(restUntil, now);
        }
        if (!known || doubtful) {
            return new Action.Read();
        }
        if (record.isEmpty()) {
            return now - (since + lastPatience) >= 0 ? new Action.Create() : until(since + lastPatience, now);
        }
        return decide(record.get(), now);
    }

    private Action decide(LeaseRecord live, long now) {
        if (heldUntil(now).isPresent()) {
            long due = lastSent + timing.retry();
            return now - due >= 0 ? new Action.Renew(live) : until(due, now);
        }
        if (live.free() || live.holder().equals(self.holder()) || self.followsOn(live.holder())) {
            return new Action.Take(live);
        }
        long over = since + patience(live);
        return now - over >= 0 ? new Action.Take(live) : until(over, now);
    }

    /// Whoever holds the Lease may have been told to hold it longer than this process would.
    private long patience(LeaseRecord live) {
        return Math.max(timing.lease(), live.duration().toNanos());
    }

    private Action until(long then, long now) {
        OptionalLong held = heldUntil(now);
        return new Action.Wait(held.isPresent() && held.getAsLong() - then < 0 ? held.getAsLong() : then);
    }

    /// Until when this process leads; empty when it does not.
    OptionalLong heldUntil(long now) {
        leading = leading && now - (lastSent + timing.deadline()) < 0;
        return leading ? OptionalLong.of(lastSent + timing.deadline()) : OptionalLong.empty();
    }

    Optional<LeaseRecord> record() {
        return record;
    }

    /// A request goes out now; until its answer, or for a renew deadline, no other does.
    void asks(long now) {
        asking = true;
        askedAt = now;
    }

    /// The API server's own answer to a question.
    void read(Optional<LeaseRecord> live, long now) {
        asking = false;
        doubtful = false;
        take(live, now);
        leading = leading
                && live.map(LeaseRecord::holder).filter(self.holder()::equals).isPresent();
    }

    /// A watch spoke; it may be late, so that a leader asks before it believes.
    void heard(Optional<LeaseRecord> live, long now) {
        if (heldUntil(now).isEmpty()) {
            take(live, now);
        } else if (live.map(LeaseRecord::holder).filter(self.holder()::equals).isEmpty()) {
            doubtful = true;
        }
    }

    /// What was sent at `sentAt` to take or renew the Lease is stored.
    void stored(LeaseRecord written, long sentAt, long now) {
        asking = false;
        take(Optional.of(written), now);
        boolean mine = written.holder().equals(self.holder());
        if (gaveUp.isPresent() && sentAt - gaveUp.getAsLong() <= 0) {
            doubtful = true; // the Lease may have been given back, and taken, since
        } else if (mine && (!leading || sentAt - lastSent > 0)) {
            lastSent = sentAt;
            leading = true;
        }
        leading = leading && mine;
    }

    /// Somebody else wrote first.
    void outrun() {
        asking = false;
        doubtful = true;
    }

    /// The API server did not answer, or answered that it cannot.
    void failed(long now) {
        asking = false;
        rest(now + timing.retry());
    }

    /// Leads no more, of its own will, and leaves the others the first chance. What was sent before and is answered
    /// later makes no leader.
    void givesUp(long now) {
        leading = false;
        gaveUp = OptionalLong.of(now);
        rest(now + timing.retry());
    }

    private void rest(long until) {
        resting = true;
        restUntil = until;
    }

    private void take(Optional<LeaseRecord> live, long now) {
        if (known && version(live).equals(version(record))) {
            return;
        }
        lastPatience = record.filter(
                        before -> !before.free() && !before.holder().equals(self.holder()))
                .map(this::patience)
                .orElse(0L);
        known = true;
        record = live;
        since = now;
    }

    private static String version(Optional<LeaseRecord> live) {
        return live.map(LeaseRecord::version).orElse("");
    }
}
