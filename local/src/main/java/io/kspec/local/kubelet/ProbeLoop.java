package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The looks of one probe at one run of a container, in the thread that asks for the [#next()] verdict.
final class ProbeLoop {
    private static final int DEFAULT_PERIOD = 10;
    private static final int DEFAULT_FAILURES = 3;

    private final Probe probe;
    private final ActionRun target;
    private final Signal over;
    private final Instant first;
    private final ProbeCount count;
    private boolean begun;

    /// @param began when the container was started; `initialDelaySeconds` count from there
    /// @param over raised when the container has ended
    ProbeLoop(Probe probe, ActionRun target, Instant began, Signal over) {
        this.probe = probe;
        this.target = target;
        this.over = over;
        this.first = began.plusSeconds(number(probe.getInitialDelaySeconds(), 0));
        this.count = new ProbeCount(
                number(probe.getSuccessThreshold(), 1), number(probe.getFailureThreshold(), DEFAULT_FAILURES));
    }

    /// Looks until there is a verdict; empty when the container has ended.
    Optional<Verdict> next() {
        while (!over.within(pause())) {
            begun = true;
            Optional<String> wrong =
                    target.perform(Action.of(probe), Duration.ofSeconds(number(probe.getTimeoutSeconds(), 1)));
            Optional<Boolean> well = count.after(wrong.isEmpty());
            if (well.isPresent() && !over.isRaised()) {
                return Optional.of(new Verdict(well.get(), wrong.orElse("")));
            }
        }
        return Optional.empty();
    }

    /// @param why what was wrong at the last look; empty if it went well
    record Verdict(boolean well, String why) {}

    private Duration pause() {
        if (begun) {
            return Duration.ofSeconds(number(probe.getPeriodSeconds(), DEFAULT_PERIOD));
        }
        Duration left = Duration.between(Instant.now(), first);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static int number(@Nullable Integer given, int otherwise) {
        return given == null || given < 0 ? otherwise : given;
    }
}
