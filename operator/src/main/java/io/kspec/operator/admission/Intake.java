package io.kspec.operator.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the reviews in flight and the bytes of their bodies. Used by many threads; no review waits here.
final class Intake {
    private final AdmissionLimits limits;
    private final Semaphore places;
    private final AtomicLong bytes = new AtomicLong();

    Intake(AdmissionLimits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.reviews());
    }

    /// A place for one review; empty when there is none.
    Optional<Place> enter() {
        return places.tryAcquire() ? Optional.of(new Place()) : Optional.empty();
    }

    /// Waits until no review is in flight, and answers whether that came about in time.
    boolean awaitEmpty(Duration patience) {
        try {
            if (places.tryAcquire(limits.reviews(), patience.toNanos(), TimeUnit.NANOSECONDS)) {
                places.release(limits.reviews());
                return true;
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    int reviews() {
        return limits.reviews() - places.availablePermits();
    }

    long bytes() {
        return bytes.get();
    }

    /// What one review takes up. Used by one thread at a time, but given back by any.
    final class Place {
        private final AtomicLong held = new AtomicLong();
        private final AtomicBoolean left = new AtomicBoolean();

        /// False when so many bytes more are too many.
        boolean hold(long more) {
            if (bytes.addAndGet(more) > limits.bytes()) {
                bytes.addAndGet(-more);
                return false;
            }
            held.addAndGet(more);
            return true;
        }

        /// Gives everything back; calling it again does nothing.
        void leave() {
            if (left.compareAndSet(false, true)) {
                bytes.addAndGet(-held.get());
                places.release();
            }
        }
    }
}
