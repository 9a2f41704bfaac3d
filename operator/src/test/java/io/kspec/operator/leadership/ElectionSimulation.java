package io.kspec.operator.leadership;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Candidates and one API server in virtual time: messages are late or lost, processes are stopped for longer than a
/// lease or killed, wall clocks are hours apart, and monotonic clocks run at rates of their own.
final class ElectionSimulation {
    private static final long SECOND = 1_000_000_000L;

    private final Random random;
    private final Timing timing;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private Optional<LeaseRecord> live = Optional.empty();
    private long now;
    private long order;
    private long versions;
    private boolean calm;
    private int terms;
    private int most;

    private record Event(long time, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return time == other.time ? Long.compare(order, other.order) : Long.compare(time, other.time);
        }
    }

    /// @param unevenness how much faster or slower than true time a monotonic clock may run, 0 to 1
    ElectionSimulation(long seed, int replicas, Timing timing, double unevenness) {
        this.random = new Random(seed);
        this.timing = timing;
        for (int number = 0; number < replicas; number++) {
            var candidate = new Candidate("pod-" + number, 1 + unevenness * (2 * random.nextDouble() - 1));
            candidates.add(candidate);
            after(0, candidate::wake);
        }
    }

    /// Lets everything go wrong for this long.
    ElectionSimulation troubled(Duration time) {
        long end = now + time.toNanos();
        for (long at = now; at < end; at += (long) (random.nextDouble() * 20 * SECOND)) {
            after(at - now, this::strike);
        }
        run(end);
        return this;
    }

    /// Lets nothing go wrong for this long.
    ElectionSimulation calm(Duration time) {
        calm = true;
        run(now + time.toNanos());
        return this;
    }

    /// How many candidates would write now.
    int leaders() {
        return (int) candidates.stream().filter(Candidate::mayWrite).count();
    }

    /// The most that would have written at any one moment.
    int mostLeaders() {
        return most;
    }

    int terms() {
        return terms;
    }

    private void run(long end) {
        while (!events.isEmpty() && events.peek().time() <= end) {
            Event next = events.remove();
            now = next.time();
            next.what().run();
            most = Math.max(most, leaders());
        }
        now = end;
    }

    private void after(long nanos, Runnable what) {
        events.add(new Event(now + Math.max(0, nanos), order++, what));
    }

    private void strike() {
        Candidate victim = candidates.get(random.nextInt(candidates.size()));
        switch (random.nextInt(4)) {
            case 0 -> victim.stoppedUntil = now + (long) (random.nextDouble() * 40 * SECOND);
            case 1 -> victim.cutOffUntil = now + (long) (random.nextDouble() * 40 * SECOND);
            case 2 -> victim.restart();
            default -> victim.leave();
        }
    }

    private long delay() {
        return (long)
                (calm || random.nextInt(10) > 0
                        ? random.nextDouble() * SECOND / 10
                        : random.nextDouble() * 12 * SECOND);
    }

    private boolean lost(Candidate candidate) {
        return !calm && (now < candidate.cutOffUntil || random.nextInt(20) == 0);
    }

    private Optional<LeaseRecord> write(LeaseRecord wanted) {
        if (!live.map(LeaseRecord::version).orElse("").equals(wanted.version())) {
            return Optional.empty();
        }
        live = Optional.of(wanted.at(Long.toString(++versions)));
        Optional<LeaseRecord> stored = live;
        candidates.stream()
                .filter(one -> !lost(one))
                .forEach(one -> after(delay(), () -> one.deliver(() -> one.election.heard(stored, one.clock()))));
        return live;
    }

    private final class Candidate {
        private final String pod;
        private final double rate;
        private final long start = random.nextLong() >> 8;
        private final Duration wallSkew = Duration.ofMinutes(random.nextInt(1200) - 600);
        private Election election;
        private Identity self;
        private @Nullable LeasedTerm term;
        private long stoppedUntil;
        private long cutOffUntil;
        private int lives;

        Candidate(String pod, double rate) {
            this.pod = pod;
            this.rate = rate;
            this.self = new Identity(pod + "_0", Optional.of(pod));
            this.election = new Election(self, timing);
        }

        long clock() {
            return start + (long) (now * rate);
        }

        Instant wall() {
            return Instant.EPOCH.plusNanos(now).plus(wallSkew);
        }

        boolean mayWrite() {
            return term != null && term.holds();
        }

        /// The process is killed, and its container starts again.
        void restart() {
            term = null;
            self = new Identity(pod + "_" + ++lives, Optional.of(pod));
            election = new Election(self, timing);
            stoppedUntil = 0;
            wake();
        }

        /// Gives the Lease back, as at the end of a process or when its duties are impossible.
        void leave() {
            if (now < stoppedUntil) {
                return;
            }
            endTerm();
            election.givesUp(clock());
            election.record()
                    .filter(record -> record.holder().equals(self.holder()))
                    .ifPresent(record -> send(record.givenBack(wall())));
        }

        void deliver(Runnable message) {
            if (now < stoppedUntil) {
                after(stoppedUntil - now, () -> deliver(message));
            } else {
                message.run();
                wake();
            }
        }

        void wake() {
            if (now < stoppedUntil) {
                after(stoppedUntil - now, this::wake);
                return;
            }
            followTerm();
            switch (election.decide(clock())) {
                case Election.Action.Wait wait ->
                    after((long) ((wait.until() - clock()) / rate) + 1, new Alarm(this, election));
                case Election.Action.Read _ -> ask();
                case Election.Action.Create _ -> send(LeaseRecord.first(self.holder(), timing.leaseDuration(), wall()));
                case Election.Action.Take take ->
                    send(take.from().takenBy(self.holder(), timing.leaseDuration(), wall()));
                case Election.Action.Renew renew -> send(renew.from().renewed(timing.leaseDuration(), wall()));
            }
        }

        private void followTerm() {
            var held = election.heldUntil(clock());
            if (term != null && (held.isEmpty() || !term.extend(held.getAsLong()))) {
                endTerm();
            }
            if (term == null && held.isPresent()) {
                term = new LeasedTerm(this::clock, held.getAsLong());
                terms++;
            }
        }

        private void endTerm() {
            if (term != null) {
                term.end();
                term = null;
            }
        }

        private void ask() {
            Election asking = election;
            asking.asks(clock());
            exchange(asking, () -> {
                Optional<LeaseRecord> answer = live;
                return () -> asking.read(answer, clock());
            });
        }

        private void send(LeaseRecord wanted) {
            Election asking = election;
            long sentAt = clock();
            asking.asks(sentAt);
            exchange(asking, () -> {
                Optional<LeaseRecord> stored = write(wanted);
                return () -> stored.ifPresentOrElse(record -> asking.stored(record, sentAt, clock()), asking::outrun);
            });
        }

        private void exchange(Election asking, java.util.function.Supplier<Runnable> atServer) {
            if (lost(this)) {
                after(5 * SECOND, () -> deliver(() -> asking.failed(clock())));
            } else {
                after(delay(), () -> {
                    Runnable answer = atServer.get();
                    if (!lost(this)) {
                        after(delay(), () -> deliver(answer));
                    }
                });
            }
            wake();
        }
    }

    /// Wakes a candidate unless it was restarted in between.
    private record Alarm(Candidate candidate, Election of) implements Runnable {
        @Override
        public void run() {
            if (candidate.election == of) {
                candidate.wake();
            }
        }
    }
}
