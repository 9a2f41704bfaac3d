package io.kspec.operator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.drift.config.RepairPace;
import io.kspec.kube.write.ObjectKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FightsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Guard ONE = guard("one");
    private static final Guard OTHER = guard("other");
    private final Fights fights = new Fights();

    @Test
    void oneRepairBeyondTheBurstIsAFightAndWaits() {
        assertThat(fights.blockedUntil(ONE.id(), 2, NOW)).isEmpty();
        fights.repaired(ONE.id(), NOW);
        assertThat(fights.blockedUntil(ONE.id(), 2, NOW)).isEmpty();
        fights.repaired(ONE.id(), NOW);
        assertThat(fights.among(List.of(ONE, OTHER), NOW)).isEmpty();
        assertThat(fights.blockedUntil(ONE.id(), 2, NOW)).contains(NOW.plusSeconds(1));
        assertThat(fights.among(List.of(ONE, OTHER), NOW)).containsExactly(ONE);
        assertThat(fights.blockedUntil(OTHER.id(), 2, NOW)).isEmpty();
    }

    @Test
    void aFightEndsWhenItHasBeenQuietForAWindow() {
        fights.repaired(ONE.id(), NOW);
        assertThat(fights.blockedUntil(ONE.id(), 1, NOW)).isPresent();
        Instant quiet = NOW.plus(RepairPace.WINDOW);
        assertThat(fights.among(List.of(ONE), quiet)).isEmpty();
        assertThat(fights.blockedUntil(ONE.id(), 1, quiet)).isEmpty();
    }

    @Test
    void whatIsWantedNoMoreIsForgotten() {
        fights.repaired(ONE.id(), NOW);
        assertThat(fights.blockedUntil(ONE.id(), 1, NOW)).isPresent();
        fights.keepOnly(List.of(OTHER.id()));
        assertThat(fights.over(ONE.id())).isFalse();
        assertThat(fights.blockedUntil(ONE.id(), 1, NOW)).isEmpty();
    }

    private static Guard guard(String name) {
        var id = new GuardId(ObjectKind.VALIDATING_ADMISSION_POLICY, name);
        return new Guard(id, JsonNodeFactory.instance.objectNode(), List.of("prod"), true);
    }
}
