package io.kspec.operator.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which reports of one kind are kept per specification.
///
/// @param count how many at most, 1 or more
/// @param age how old at most; empty for no limit. The newest stays however old it is.
public record Retention(int count, Optional<Duration> age) {
    public Retention {
        if (count < 1) {
            throw new IllegalArgumentException("--retention is %d. Keep 1 report at least.".formatted(count));
        }
        if (age.filter(limit -> !limit.isPositive()).isPresent()) {
            throw new IllegalArgumentException("--retention-days is not positive. Keep reports 1 day at least.");
        }
    }

    /// How many of the oldest go.
    ///
    /// @param created when each report was made, the oldest first
    int beyond(List<Instant> created, Instant now) {
        int tooMany = Math.max(0, created.size() - count);
        int tooOld = age.map(limit -> (int) IntStream.range(0, Math.max(0, created.size() - 1))
                        .filter(index -> created.get(index).isBefore(now.minus(limit)))
                        .count())
                .orElse(0);
        return Math.max(tooMany, tooOld);
    }
}
