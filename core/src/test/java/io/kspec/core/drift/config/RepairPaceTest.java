package io.kspec.core.drift.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RepairPaceTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static RepairPace repaired(int times) {
        RepairPace pace = RepairPace.NEW;
        for (int done = 0; done < times; done++) {
            pace = pace.repaired(NOON);
        }
        return pace;
    }

    @Test
    void theFirstRepairsAreMadeAtOnce() {
        assertThat(repaired(2).blockedUntil(3, NOON)).isEmpty();
        assertThat(repaired(2).quarrels(3, NOON)).isFalse();
    }

    @Test
    void eachFurtherOneWaitsTwiceAsLongAndNeverLongerThanAMinute() {
        assertThat(repaired(3).blockedUntil(3, NOON)).contains(NOON.plusSeconds(1));
        assertThat(repaired(4).blockedUntil(3, NOON)).contains(NOON.plusSeconds(2));
        assertThat(repaired(6).blockedUntil(3, NOON)).contains(NOON.plusSeconds(8));
        assertThat(repaired(500).blockedUntil(3, NOON)).contains(NOON.plusSeconds(60));
        assertThat(repaired(3).quarrels(3, NOON)).isTrue();
    }

    @Test
    void afterAQuietWindowItStartsOver() {
        Instant later = NOON.plus(RepairPace.WINDOW);
        assertThat(repaired(500).blockedUntil(3, later)).isEmpty();
        assertThat(repaired(500).quarrels(3, later)).isFalse();
    }

    /// Somebody who undoes every repair at once.
    @Property(tries = 50)
    void aQuarrelOfAnHourIsNoLoop(@ForAll @IntRange(min = 1, max = 20) int burst) {
        RepairPace pace = RepairPace.NEW;
        Instant now = NOON;
        int repairs = 0;
        while (now.isBefore(NOON.plus(Duration.ofHours(1)))) {
            Instant free = pace.blockedUntil(burst, now).orElse(now);
            assertThat(Duration.between(now, free)).isLessThanOrEqualTo(Duration.ofMinutes(1));
            now = free.plusMillis(1);
            pace = pace.repaired(now);
            repairs++;
        }
        assertThat(repairs).isLessThan(8 * burst + 120);
    }
}
