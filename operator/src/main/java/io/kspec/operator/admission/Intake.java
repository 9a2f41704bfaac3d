package io.kspec.operator.admission;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the reviews in flight and the bytes of their bodies. Used by many threads; waits for nobody.
final class Intake {
    private final AdmissionLimits limits;
    private final AtomicInteger reviews = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Intake(AdmissionLimits limits) {
        this.limits = limits;
    }

    /// A place for one review; empty when there is none.
    Optional<Place> enter() {
        if (reviews.incrementAndGet() > limits.reviews()) {
            reviews.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new Place());
    }

    int reviews() {
        return reviews.get();
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
                reviews.decrementAndGet();
            }
        }
    }
}
