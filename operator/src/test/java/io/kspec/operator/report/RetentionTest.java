package io.kspec.operator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final List<Instant> CREATED =
            List.of(NOW.minus(Duration.ofDays(10)), NOW.minus(Duration.ofDays(5)), NOW.minus(Duration.ofDays(2)), NOW);

    @Test
    void theOldestBeyondTheNumberGo() {
        assertThat(retention("--retention=4").beyond(CREATED, NOW)).isZero();
        assertThat(retention("--retention=3").beyond(CREATED, NOW)).isEqualTo(1);
    }

    @Test
    void thoseBeyondTheAgeGoAsWell() {
        assertThat(retention("--retention-days=5").beyond(CREATED, NOW)).isEqualTo(1);
        assertThat(retention("--retention-days=4").beyond(CREATED, NOW)).isEqualTo(2);
        assertThat(retention("--retention-days=4", "--retention=1").beyond(CREATED, NOW))
                .isEqualTo(3);
    }

    @Test
    void theNewestStaysHoweverOldItIs() {
        assertThat(retention("--retention-days=1").beyond(CREATED.subList(0, 1), NOW))
                .isZero();
        assertThat(retention("--retention-days=1").beyond(List.of(), NOW)).isZero();
    }

    @Test
    void keepingNothingIsNoRetention() {
        assertThatThrownBy(() -> new Retention(0, Optional.empty())).hasMessageContaining("--retention is 0");
        assertThatThrownBy(() -> retention("--retention-days=0")).hasMessageContaining("--retention-days");
    }

    private static Retention retention(String... words) {
        var flags = new ReportFlags();
        new CommandLine(flags).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(words);
        return flags.settings().retention();
    }
}
