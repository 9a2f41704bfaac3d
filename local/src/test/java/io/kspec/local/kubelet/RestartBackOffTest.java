package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RestartBackOffTest {
    private static final RestartBackOff REAL = new RestartBackOff(Duration.ofSeconds(10), Duration.ofMinutes(5));

    @Test
    void theFirstRestartIsImmediateAndEachLaterOneWaitsTwiceAsLong() {
        assertThat(IntStream.range(0, 9).mapToObj(REAL::after).map(Duration::toSeconds))
                .containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void endsWithoutNumberStillWaitNoLongerThanTheLongest() {
        assertThat(REAL.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whoHasRunForTwiceTheLongestBeginsAnew() {
        assertThat(REAL.isForgottenAfter(Duration.ofMinutes(10))).isFalse();
        assertThat(REAL.isForgottenAfter(Duration.ofMinutes(11))).isTrue();
    }

    @Test
    void aBackOffThatShrinksIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestartBackOff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RestartBackOff(Duration.ZERO, Duration.ofSeconds(1)));
    }
}
