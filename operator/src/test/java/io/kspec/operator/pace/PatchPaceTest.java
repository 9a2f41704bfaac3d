package io.kspec.operator.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PatchPaceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aWorkloadIsChangedThreeTimesAnHourAtMost() {
        var pace = new PatchPace();
        for (int time = 0; time < 3; time++) {
            assertThat(pace.allows("deployment/shop/web", NOW.plusSeconds(time)))
                    .isTrue();
            pace.count("deployment/shop/web", NOW.plusSeconds(time));
        }
        assertThat(pace.allows("deployment/shop/web", NOW.plusSeconds(3599))).isFalse();
        assertThat(pace.allows("deployment/shop/other", NOW.plusSeconds(3599))).isTrue();
        assertThat(pace.allows("deployment/shop/web", NOW.plusSeconds(3600))).isTrue();
    }

    @Test
    void askingCountsNothing() {
        var pace = new PatchPace();
        for (int time = 0; time < 10; time++) {
            assertThat(pace.allows("deployment/shop/web", NOW)).isTrue();
        }
    }
}
