package io.kspec.bench.result;

import java.util.Arrays;

/// A few measured times, in milliseconds.
public final class Sample {
    private final double[] sorted;

    /// @throws IllegalArgumentException when nothing was measured
    public Sample(double[] millis) {
        if (millis.length == 0) {
            throw new IllegalArgumentException("a sample needs at least one measurement");
        }
        this.sorted = millis.clone();
        Arrays.sort(sorted);
    }

    /// The smallest measurement that `percent` of all do not exceed; always one that was measured.
    public double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank, 1, sorted.length) - 1];
    }

    public double median() {
        return percentile(50);
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }
}
