package io.kspec.operator.leadership;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what its [Election] decides, on one thread that never waits for the API server: answers come to it like the
/// news of the watch.
final class Elector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Elector.class);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(6);

    private final KubernetesLease lease;
    private final Identity self;
    private final Timing timing;
    private final Clock wall;
    private final LongSupplier monotonic;
    private final Listener listener;
    private final Election election;
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("election").daemon().unstarted(this::run);
    private volatile boolean open = true;
    private volatile String holder = "";
    private @Nullable LeasedTerm term;
    private boolean troubled;

    /// What begins and ends with terms; called on the election's thread, so that neither may take long.
    interface Listener {
        void gained(Term term);

        /// The term does not hold any more.
        void lost();
    }

    /// @param wall for the times that people read in the Lease; nothing is judged by it
    /// @param monotonic nanoseconds of a clock that only goes forward
    Elector(
            KubernetesLease lease,
            Identity self,
            LeadershipSettings settings,
            Clock wall,
            LongSupplier monotonic,
            Listener listener) {
        this.lease = lease;
        this.self = self;
        this.timing = Timing.of(settings);
        this.wall = wall;
        this.monotonic = monotonic;
        this.listener = listener;
        this.election = new Election(self, timing);
    }

    void start() {
        thread.start();
    }

    /// Whom the Lease named when it was last seen; empty when nobody, or before that.
    String holder() {
        return holder;
    }

    /// The duties cannot be done here: ends the term and lets others try first.
    void giveUp() {
        inbox.add(this::abdicate);
    }

    private void run() {
        Runnable unwatch = lease.watch(live -> inbox.add(() -> election.heard(live, monotonic.getAsLong())));
        try {
            while (open) {
                survivingTurn();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            unwatch.run();
            abdicate();
        }
    }

    private void survivingTurn() throws InterruptedException {
        try {
            turn();
        } catch (RuntimeException fault) { // the loop's edge: a replica that cannot be elected would never lead again
            LOG.error("a turn of the election failed", fault);
            election.failed(monotonic.getAsLong());
        }
    }

    private void turn() throws InterruptedException {
        long now = monotonic.getAsLong();
        followTerm(now);
        switch (election.decide(now)) {
            case Election.Action.Wait wait -> hear(wait.until() - now);
            case Election.Action.Read _ -> ask(now, this::read);
            case Election.Action.Create _ ->
                ask(now, () -> write(LeaseRecord.first(self.holder(), timing.leaseDuration(), wall.instant()), now));
            case Election.Action.Take take ->
                ask(now, () -> write(take.from().takenBy(self.holder(), timing.leaseDuration(), wall.instant()), now));
            case Election.Action.Renew renew ->
                ask(now, () -> write(renew.from().renewed(timing.leaseDuration(), wall.instant()), now));
        }
    }

    private void hear(long nanos) throws InterruptedException {
        Runnable first = inbox.poll(nanos, TimeUnit.NANOSECONDS);
        for (Runnable news = first; news != null; news = inbox.poll()) {
            news.run();
        }
        holder = election.record().map(LeaseRecord::holder).orElse("");
    }

    private void followTerm(long now) {
        OptionalLong held = election.heldUntil(now);
        if (term != null && (held.isEmpty() || !term.extend(held.getAsLong()))) {
            LOG.warn("this replica leads no more: the Lease was lost or could not be renewed in time");
            endTerm();
        } else if (term == null && held.isPresent()) {
            LOG.info("this replica leads now as {}", self.holder());
            term = new LeasedTerm(monotonic, held.getAsLong());
            listener.gained(term);
        }
    }

    private void endTerm() {
        if (term != null) {
            term.end();
            term = null;
            listener.lost();
        }
    }

    private LongConsumer read() {
        Optional<LeaseRecord> live = lease.read();
        return at -> election.read(live, at);
    }

    private LongConsumer write(LeaseRecord wanted, long sentAt) {
        Optional<LeaseRecord> stored = lease.write(wanted);
        return at -> stored.ifPresentOrElse(record -> election.stored(record, sentAt, at), election::outrun);
    }

    private void ask(long now, Supplier<LongConsumer> question) {
        election.asks(now);
        Thread.ofVirtual().name("election request").start(() -> {
            Runnable answer = answer(question);
            inbox.add(answer);
        });
    }

    private Runnable answer(Supplier<LongConsumer> question) {
        try {
            LongConsumer answer = question.get();
            return () -> {
                troubled = false;
                answer.accept(monotonic.getAsLong());
            };
        } catch (KubernetesClientException silent) {
            return () -> {
                if (!troubled) {
                    LOG.warn(
                            "the Lease {} can be neither read nor written: {}",
                            KubernetesLease.NAME,
                            silent.getMessage());
                }
                troubled = true;
                election.failed(monotonic.getAsLong());
            };
        }
    }

    /// Ends the term, then gives the Lease back, so that nobody has to wait for its end.
    private void abdicate() {
        endTerm();
        election.givesUp(monotonic.getAsLong());
        try {
            if (election.record().filter(this::isMine).isPresent() && !givenBack(election.record())) {
                givenBack(lease.read()); // a renewal of this replica was still on its way
            }
        } catch (KubernetesClientException silent) {
            LOG.warn("the Lease could not be given back, others wait for its end: {}", silent.getMessage());
        }
    }

    private boolean givenBack(Optional<LeaseRecord> live) {
        long now = monotonic.getAsLong();
        Optional<LeaseRecord> stored =
                live.filter(this::isMine).flatMap(record -> lease.write(record.givenBack(wall.instant())));
        stored.ifPresentOrElse(record -> election.stored(record, now, now), election::outrun);
        return stored.isPresent();
    }

    private boolean isMine(LeaseRecord record) {
        return record.holder().equals(self.holder());
    }

    /// Ends the term and gives the Lease back; a few seconds at most.
    @Override
    public void close() {
        open = false;
        inbox.add(() -> {});
        try {
            thread.join(LONGEST_FAREWELL);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
