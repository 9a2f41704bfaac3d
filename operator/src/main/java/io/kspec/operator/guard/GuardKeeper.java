package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.failure.Failure;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.operator.drift.DriftLog;
import io.kspec.operator.leadership.Term;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds every guard as desired state: gathers from watches, decides, acts, reports. One thread does all of it,
/// woken by each watch event and each change of a specification, and by a slow clock in case an event was lost.
///
/// While nothing differs a turn reads memory only: no request is sent and nothing is written.
public final class GuardKeeper implements AutoCloseable {
    /// The field manager of everything the operator owns whole.
    public static final String MANAGER = "kspec-policies";

    /// The webhook configuration that admission is registered in.
    public static final String REGISTRATION = Registration.NAME;

    private static final Logger LOG = LoggerFactory.getLogger(GuardKeeper.class);
    private static final Duration SLOW_CLOCK = Duration.ofMinutes(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private final GuardSettings settings;
    private final Supplier<GuardDemand> demand;
    private final Runnable reported;
    private final Clock clock;
    private final GuardTurn turn;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("guards").daemon().factory());
    private final AtomicBoolean due = new AtomicBoolean();
    private final Queue<Runnable> comparing = new ConcurrentLinkedQueue<>();
    private final Map<GuardId, Held> held = new HashMap<>();
    private final LiveGuards live;
    private final PauseWatch pauses;
    private final KyvernoWatch kyverno;
    private volatile GuardState state = GuardState.UNKNOWN;
    /// The change of time that a turn is scheduled for; only the keeper's thread looks at it.
    private Instant awaited = Instant.MIN;
    /// Watches may speak before everything that a turn needs is there.
    private volatile boolean built;

    /// @param demand what guards are made from, as it is now
    /// @param term while it holds, guards are written
    /// @param reported called after each turn that changed [#state]
    public GuardKeeper(
            KubernetesClient client,
            GuardSettings settings,
            Supplier<GuardDemand> demand,
            DriftLog drift,
            GuardMetrics metrics,
            Term term,
            Clock clock,
            Runnable reported) {
        this.settings = settings;
        this.demand = demand;
        this.reported = reported;
        this.clock = clock;
        this.turn = new GuardTurn(new ObjectWriter(client, MANAGER, term::holds), drift, metrics::wrote, clock);
        this.live = new LiveGuards(client, settings.nativePolicies(), this::wake);
        this.pauses = new PauseWatch(client, settings.namespace(), this::wake);
        this.kyverno = new KyvernoWatch(client, this::wake);
        this.built = true;
        var _ = thread.scheduleWithFixedDelay(
                this::wake, SLOW_CLOCK.toMillis(), SLOW_CLOCK.toMillis(), TimeUnit.MILLISECONDS);
        wake();
    }

    /// Something changed: a turn will follow. Any number of calls before it are one.
    public void wake() {
        if (built && due.compareAndSet(false, true) && !thread.isShutdown()) {
            thread.execute(this::takeTurn);
        }
    }

    /// Compares everything anew at the next turn, also what no watch spoke of.
    ///
    /// @param done called after it, on the keeper's thread
    public void compareAll(Runnable done) {
        comparing.add(done);
        wake();
    }

    public GuardState state() {
        return state;
    }

    private void takeTurn() {
        due.set(false);
        boolean settled = false;
        try {
            settled = turnOver(clock.instant());
        } catch (RuntimeException fault) { // the loop's edge: a fault of one turn must not end the keeper
            LOG.error("a turn over the guards failed", fault);
            publish(new GuardState(
                    false,
                    Map.of(),
                    state.kyverno(),
                    Optional.empty(),
                    Optional.of(new Failure.InternalFault(String.valueOf(fault.getMessage()), "guards")),
                    settings.nativePolicies()));
        }
        if (!settled || state.trouble().isPresent()) {
            wakeAfter(AFTER_TROUBLE);
        }
    }

    /// False when something could not be settled and nobody may tell when it can.
    private boolean turnOver(Instant now) {
        GuardDemand asked = demand.get();
        Optional<Pause> pause = pauses.at(now);
        live.follow(kyverno.served());
        Kyverno there = kyverno.now();
        Map<GuardId, Guard> desired = DesiredGuards.of(asked, settings, pause.isPresent(), neighbour(there), now);
        Map<GuardId, ObjectNode> found = live.named(desired.keySet());
        int asking = comparing.size();
        if (asking > 0) {
            held.replaceAll((_, before) -> before.unverified());
        }
        List<GuardStep> steps = GuardDecision.decide(desired, found, held);
        held.keySet().retainAll(desired.keySet());
        List<Stand> stands = turn.take(steps, held, new Rulings(asked.drift(), asked.rulebooks()));
        publish(Tally.of(stands, found, there, turn.fights(desired), settings.nativePolicies())
                .during(pause));
        stands.forEach(this::wakeAfterPause);
        Stream.generate(comparing::poll).limit(asking).filter(Objects::nonNull).forEach(Runnable::run);
        pause.ifPresent(over -> wakeAfter(Duration.between(now, over.until())));
        wakeAtNextChange(asked.rulebooks(), now);
        return stands.stream().noneMatch(Stand.Open.class::isInstance);
    }

    /// Empty while Kyverno takes no policies, or it is not known which there are.
    private Optional<DesiredGuards.Neighbour> neighbour(Kyverno there) {
        return there instanceof Kyverno.Served served && live.knows(KyvernoPolicies.kind(served.format()))
                ? Optional.of(new DesiredGuards.Neighbour(served, live.all(KyvernoPolicies.kind(served.format()))))
                : Optional.empty();
    }

    /// Policies have no clock: what the passing of time changes in them is written when its time comes.
    private void wakeAtNextChange(List<Rulebook> active, Instant now) {
        active.stream()
                .flatMap(rulebook -> rulebook.nextChange(now).stream())
                .min(Comparator.naturalOrder())
                .filter(next -> !next.equals(awaited))
                .ifPresent(next -> {
                    awaited = next;
                    wakeAfter(Duration.between(now, next));
                });
    }

    private void wakeAfterPause(Stand stand) {
        if (stand instanceof Stand.Paused paused) {
            wakeAfter(Duration.between(clock.instant(), paused.until()));
        }
    }

    private void wakeAfter(Duration wait) {
        if (!thread.isShutdown()) {
            var _ = thread.schedule(this::wake, Math.max(1, wait.toMillis() + 1), TimeUnit.MILLISECONDS);
        }
    }

    private void publish(GuardState next) {
        if (!next.equals(state)) {
            state = next;
            reported.run();
        }
    }

    @Override
    public void close() {
        pauses.close();
        kyverno.close();
        live.close();
        thread.shutdownNow();
    }
}
