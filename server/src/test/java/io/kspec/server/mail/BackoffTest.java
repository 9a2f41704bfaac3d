package io.kspec.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    @Test
    void itGrowsToHalfAnHourAndNoFurther() {
        assertThat(Backoff.after(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Backoff.after(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Backoff.after(9)).isEqualTo(Duration.ofSeconds(1280));
        assertThat(Backoff.after(10)).isEqualTo(Duration.ofMinutes(30));
        assertThat(Backoff.after(1_000_000)).isEqualTo(Duration.ofMinutes(30));
    }
}
