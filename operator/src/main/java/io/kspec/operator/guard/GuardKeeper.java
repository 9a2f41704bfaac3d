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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds every guard as desired state: gathers from watches, decides, acts, reports. One thread does all of it,
/// woken by each watch event and each change of a specification, and by a slow clock in case an event was lost.
///
/// While nothing differs a turn reads memory only: no request is sent and nothing is written.
public final class GuardKeeper implements AutoCloseable {
    /// The field manager of everything the operator owns whole.
    public static final String MANAGER = "kspec-policies";

    private static final Logger LOG = LoggerFactory.getLogger(GuardKeeper.class);
    private static final Duration SLOW_CLOCK = Duration.ofMinutes(1);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private final GuardSettings settings;
    private final Supplier<List<Rulebook>> rulebooks;
    private final Supplier<String> caBundle;
    private final Runnable reported;
    private final Clock clock;
    private final GuardTurn turn;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("guards").daemon().factory());
    private final AtomicBoolean due = new AtomicBoolean();
    private final Map<GuardId, Held> held = new HashMap<>();
    private final LiveGuards live;
    private volatile GuardState state = GuardState.UNKNOWN;

    /// @param rulebooks the active ones
    /// @param caBundle PEM of the authority that admission's certificate comes from
    /// @param term while it holds, guards are written
    /// @param reported called after each turn that changed [#state]
    public GuardKeeper(
            KubernetesClient client,
            GuardSettings settings,
            Supplier<List<Rulebook>> rulebooks,
            Supplier<String> caBundle,
            DriftLog drift,
            GuardMetrics metrics,
            Term term,
            Clock clock,
            Runnable reported) {
        this.settings = settings;
        this.rulebooks = rulebooks;
        this.caBundle = caBundle;
        this.reported = reported;
        this.clock = clock;
        this.turn = new GuardTurn(new ObjectWriter(client, MANAGER, term::holds), drift, metrics::wrote, clock);
        this.live = new LiveGuards(client, this::wake);
        var _ = thread.scheduleWithFixedDelay(
                this::wake, SLOW_CLOCK.toMillis(), SLOW_CLOCK.toMillis(), TimeUnit.MILLISECONDS);
        wake();
    }

    /// Something changed: a turn will follow. Any number of calls before it are one.
    public void wake() {
        if (due.compareAndSet(false, true) && !thread.isShutdown()) {
            thread.execute(this::takeTurn);
        }
    }

    public GuardState state() {
        return state;
    }

    private void takeTurn() {
        due.set(false);
        try {
            Map<GuardId, Guard> desired = DesiredGuards.of(rulebooks.get(), settings, caBundle.get(), clock.instant());
            Map<GuardId, ObjectNode> found = live.named(desired.keySet());
            List<GuardStep> steps = GuardDecision.decide(desired, found, held);
            held.keySet().retainAll(desired.keySet());
            publish(turn.take(steps, held));
        } catch (RuntimeException fault) { // the loop's edge: a fault of one turn must not end the keeper
            LOG.error("a turn over the guards failed", fault);
            publish(new GuardState(
                    false,
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Optional.of(new Failure.InternalFault(String.valueOf(fault.getMessage()), "guards"))));
        }
        if (state.trouble().isPresent() && !thread.isShutdown()) {
            var _ = thread.schedule(this::wake, AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
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
        live.close();
        thread.shutdownNow();
    }
}
