package io.kspec.bench.result;

import io.kspec.bench.BenchmarkFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// How long one kind of call took, over many calls. For many threads.
public final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int SHOWN = 5;

    private final Histogram nanos = new Histogram(3);
    private final List<String> faults = new ArrayList<>();

    /// @param fault what was wrong with the answer; empty for a right one
    public synchronized void answered(long tookNanos, Optional<String> fault) {
        nanos.recordValue(Math.max(0, tookNanos));
        fault.ifPresent(faults::add);
    }

    /// In milliseconds.
    public synchronized double percentile(double percent) {
        return nanos.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }

    public synchronized long count() {
        return nanos.getTotalCount();
    }

    /// Figures without right answers are worth nothing.
    public synchronized Latencies demandRightAnswers(String what) {
        if (!faults.isEmpty() || nanos.getTotalCount() == 0) {
            throw new BenchmarkFailed("%s: of %d answers %d were wrong; the first:%n%s"
                    .formatted(
                            what,
                            nanos.getTotalCount(),
                            faults.size(),
                            String.join(System.lineSeparator(), faults.subList(0, Math.min(SHOWN, faults.size())))));
        }
        return this;
    }

    /// Median, 95th and 99th percentile, and the slowest.
    public synchronized List<Figure> figures(String what, Goals goals) {
        var maximum = Figure.of(what + ", max", nanos.getMaxValue() / NANOS_PER_MILLI, "ms");
        return List.of(
                figure(what + ", p50", 50, goals.p50()),
                figure(what + ", p95", 95, goals.p95()),
                figure(what + ", p99", 99, goals.p99()),
                maximum);
    }

    private Figure figure(String metric, double percent, Optional<Goal> goal) {
        return new Figure(metric, percentile(percent), "ms", goal);
    }

    /// What the percentiles should be.
    public record Goals(Optional<Goal> p50, Optional<Goal> p95, Optional<Goal> p99) {
        public static Goals none() {
            return new Goals(Optional.empty(), Optional.empty(), Optional.empty());
        }

        /// In milliseconds.
        public static Goals p99(double below) {
            return new Goals(Optional.empty(), Optional.empty(), Optional.of(new Goal.Below(below)));
        }

        /// In milliseconds.
        public static Goals all(double p50, double p95, double p99) {
            return new Goals(
                    Optional.of(new Goal.Below(p50)),
                    Optional.of(new Goal.Below(p95)),
                    Optional.of(new Goal.Below(p99)));
        }
    }
}
