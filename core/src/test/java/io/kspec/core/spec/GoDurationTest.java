package io.kspec.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {
    @Test
    void partsAddUp() {
        assertThat(GoDuration.of("1h30m")).hasValue(Duration.ofMinutes(90));
        assertThat(GoDuration.of("1.5h")).hasValue(Duration.ofMinutes(90));
        assertThat(GoDuration.of("1s1ms1us1µs1ns")).hasValue(Duration.ofNanos(1_001_002_001L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "PT5M", "5 m", "-5m", "5d", "999999999999999999999999999999h"})
    void otherTextIsNoDuration(String text) {
        assertThat(GoDuration.of(text)).isEmpty();
    }

    @Property
    void hoursMinutesAndSecondsAreReadBack(
            @ForAll @IntRange(max = 1000) int hours,
            @ForAll @IntRange(max = 1000) int minutes,
            @ForAll @IntRange(max = 1000) int seconds) {
        assertThat(GoDuration.of("%dh%dm%ds".formatted(hours, minutes, seconds)))
                .hasValue(Duration.ofHours(hours).plusMinutes(minutes).plusSeconds(seconds));
    }
}
