package io.kspec.operator.leadership;

import java.util.function.LongSupplier;

/// A term that ends by itself when its lease is not renewed, even if no thread of this process ran in between.
final class LeasedTerm implements Term {
    private final LongSupplier monotonic;
    private long until;
    private boolean over;

    /// @param monotonic nanoseconds of a clock that only goes forward
    /// @param until when it ends unless extended
    LeasedTerm(LongSupplier monotonic, long until) {
        this.monotonic = monotonic;
        this.until = until;
    }

    @Override
    public synchronized boolean holds() {
        over = over || monotonic.getAsLong() - until >= 0;
        return !over;
    }

    /// False when it was over before.
    synchronized boolean extend(long later) {
        if (!holds()) {
            return false;
        }
        until = later;
        return true;
    }

    synchronized void end() {
        over = true;
    }
}
