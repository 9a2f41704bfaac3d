package io.kspec.bench.admission;

import io.kspec.bench.BenchmarkFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// What became of the reviews of one phase. Used by one thread at a time.
final class Tally {
    private static final int FAULTS_SHOWN = 5;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram nanos = new Histogram(3);
    private final List<String> shown = new ArrayList<>();
    private long missing;
    private long shed;
    private long wrongly;

    void answered(long tookNanos, Optional<String> fault) {
        nanos.recordValue(Math.max(0, tookNanos));
        fault.ifPresent(wrong -> {
            wrongly++;
            show(wrong);
        });
    }

    /// Too much was asked for, and the operator said so.
    void shed() {
        shed++;
    }

    long timesShed() {
        return shed;
    }

    long timesUnanswered() {
        return missing;
    }

    long timesWrong() {
        return wrongly;
    }

    void unanswered(String why) {
        missing++;
        show(why);
    }

    private void show(String fault) {
        if (shown.size() < FAULTS_SHOWN) {
            shown.add(fault);
        }
    }

    /// Reviews that are no longer waited for.
    long settled() {
        return answers() + missing + shed;
    }

    long answers() {
        return nanos.getTotalCount();
    }

    double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    double slowestMillis() {
        return nanos.getMaxValue() / NANOS_PER_MILLI;
    }

    /// Figures without right answers are worth nothing.
    Tally demandRightVerdicts() {
        if (missing > 0 || wrongly > 0 || shed > 0 || answers() == 0) {
            throw new BenchmarkFailed(
                    "of %d reviews %d had no answer, %d were shed and %d had a wrong answer; the first:%n%s"
                            .formatted(settled(), missing, shed, wrongly, String.join(System.lineSeparator(), shown)));
        }
        return this;
    }
}
