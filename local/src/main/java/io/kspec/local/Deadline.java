package io.kspec.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A moment after which waiting ends. Several waits may share one.
public final class Deadline {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /// That lies so far ahead.
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean hasPassed() {
        return System.nanoTime() - nanos >= 0;
    }

    /// Zero when it has passed.
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /// Looks at least once, and then every 20 ms until there is an answer; empty if there was none in time.
    ///
    /// @throws LocalKubernetesException if the waiting thread is interrupted; its interrupt flag stays set
    public <T> Optional<T> await(Supplier<Optional<T>> look) {
        while (true) {
            Optional<T> answer = look.get();
            if (answer.isPresent() || hasPassed()) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new LocalKubernetesException(
                        "waiting was interrupted", Thread.currentThread().getName(), "Start again.");
            }
        }
    }

    /// Whether the condition came true in time.
    public boolean await(BooleanSupplier condition) {
        return await(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }
}
