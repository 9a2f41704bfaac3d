package io.kspec.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.breaker.Breaker;
import io.kspec.core.breaker.BreakerSettings;
import io.kspec.core.breaker.BreakerState;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.operator.Rulebooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class BreakersTest {
    private static final Rulebook PROD = Rulebooks.of("prod", "enforcement: {mode: enforce}");
    private static final Rulebook OTHER = Rulebooks.of("other", "enforcement: {mode: enforce}");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-06-15T12:00:00Z"));
    private final List<String> changes = new ArrayList<>();
    private final Breakers breakers = new Breakers(
            BreakerSettings.STANDARD,
            InstantSource.offset(now::get, Duration.ZERO).withZone(ZoneOffset.UTC),
            () -> 0,
            new Noted());

    @Test
    void everyChangeIsToldOnce() {
        fail(PROD, 12);
        assertThat(changes).containsExactly("prod: closed, open");
        now.updateAndGet(before -> before.plus(BreakerSettings.STANDARD.cooldown()));
        succeed(PROD, 1);
        assertThat(changes).endsWith("prod: open, half-open").hasSize(2);
        succeed(PROD, 9);
        assertThat(changes).endsWith("prod: half-open, closed").hasSize(3);
    }

    @Test
    void theirFiguresAreThoseOfAllAndTheStateIsTheWorst() {
        assertThat(breakers.figures()).isEqualTo(new Breaker.Figures(BreakerState.CLOSED, 0, 0));
        succeed(OTHER, 7);
        fail(PROD, 4);
        assertThat(breakers.figures()).isEqualTo(new Breaker.Figures(BreakerState.CLOSED, 11, 4));
        fail(PROD, 6);
        assertThat(breakers.figures()).isEqualTo(new Breaker.Figures(BreakerState.OPEN, 7, 0));
    }

    private void fail(Rulebook rulebook, int times) {
        ask(rulebook, times, () -> {
            throw new IllegalStateException("a rule that faults");
        });
    }

    private void succeed(Rulebook rulebook, int times) {
        ask(rulebook, times, List::of);
    }

    private void ask(Rulebook rulebook, int times, Supplier<List<io.kspec.core.admission.Found>> judging) {
        for (int call = 0; call < times; call++) {
            breakers.ask(rulebook, judging);
        }
    }

    private final class Noted implements AdmissionWatcher {
        @Override
        public void answered(Answered answered) {
            throw new AssertionError("nothing was answered");
        }

        @Override
        public void breakerChanged(String specification, BreakerState before, BreakerState after) {
            changes.add("%s: %s, %s".formatted(specification, before.word(), after.word()));
        }
    }
}
