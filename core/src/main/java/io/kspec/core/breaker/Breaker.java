package io.kspec.core.breaker;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Counts faults among the newest calls: closed, open after too many, half-open after a rest, then closed or open
/// again. It knows no clock and asks nobody: time and outcomes are told. Used by many threads at once.
///
/// A call that began in an earlier state says nothing about the present one: its outcome is not counted.
public final class Breaker {
    private final BreakerSettings settings;
    private final Deque<Call> calls = new ArrayDeque<>();
    private BreakerState state = BreakerState.CLOSED;
    private Instant openUntil = Instant.MIN;
    private long turn;
    private int faults;
    private int probesOut;
    private int probesBack;

    private record Call(Instant at, boolean fault) {}

    /// The right to make one call; its outcome must be told, whatever it is.
    public record Permit(long turn) {}

    public Breaker(BreakerSettings settings) {
        this.settings = settings;
    }

    /// Empty when the call must not be made.
    public synchronized Optional<Permit> ask(Instant now) {
        if (state == BreakerState.OPEN && !now.isBefore(openUntil)) {
            enter(BreakerState.HALF_OPEN);
        }
        return switch (state) {
            case CLOSED -> Optional.of(new Permit(turn));
            case OPEN -> Optional.empty();
            case HALF_OPEN -> {
                if (probesOut == settings.probes()) {
                    yield Optional.empty();
                }
                probesOut++;
                yield Optional.of(new Permit(turn));
            }
        };
    }

    /// Tells what came of a call, and answers the state that it left behind.
    public synchronized BreakerState tell(Permit permit, boolean fault, Instant now) {
        if (permit.turn() == turn) {
            switch (state) {
                case CLOSED -> counted(fault, now);
                case HALF_OPEN -> probed(fault, now);
                case OPEN -> {}
            }
        }
        return state;
    }

    public synchronized BreakerState state() {
        return state;
    }

    /// What was counted lately.
    ///
    /// @param calls that are looked at; while half-open, the probes that came back
    /// @param faults of those
    public record Figures(BreakerState state, int calls, int faults) {}

    public synchronized Figures figures() {
        return new Figures(state, state == BreakerState.HALF_OPEN ? probesBack : calls.size(), faults);
    }

    private void counted(boolean fault, Instant now) {
        calls.addLast(new Call(now, fault));
        faults += fault ? 1 : 0;
        while (calls.size() > settings.calls() || calls.getFirst().at().isBefore(now.minus(settings.window()))) {
            faults -= calls.removeFirst().fault() ? 1 : 0;
        }
        if (calls.size() >= settings.minimum() && faults >= settings.threshold() * calls.size()) {
            open(now);
        }
    }

    private void probed(boolean fault, Instant now) {
        probesBack++;
        faults += fault ? 1 : 0;
        if (probesBack < settings.probes()) {
            return;
        }
        if (faults >= settings.threshold() * probesBack) {
            open(now);
        } else {
            enter(BreakerState.CLOSED);
        }
    }

    private void open(Instant now) {
        enter(BreakerState.OPEN);
        openUntil = now.plus(settings.cooldown());
    }

    private void enter(BreakerState next) {
        state = next;
        turn++;
        calls.clear();
        faults = 0;
        probesOut = 0;
        probesBack = 0;
    }
}
