package io.kspec.core.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class BreakerTest {
    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration COOLDOWN = Duration.ofMinutes(5);

    @Test
    void nineFaultsSayNothingYetAndTheTenthOpens() {
        var breaker = standard();
        assertThat(calls(breaker, 9, true, NOON)).isEqualTo(BreakerState.CLOSED);
        assertThat(calls(breaker, 1, true, NOON)).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.ask(NOON)).isEmpty();
    }

    @Test
    void itsFiguresAreThoseOfItsState() {
        var breaker = standard();
        calls(breaker, 6, false, NOON);
        calls(breaker, 3, true, NOON);
        assertThat(breaker.figures()).isEqualTo(new Breaker.Figures(BreakerState.CLOSED, 9, 3));
        calls(breaker, 3, true, NOON);
        assertThat(breaker.figures()).isEqualTo(new Breaker.Figures(BreakerState.OPEN, 0, 0));
        calls(breaker, 4, false, NOON.plus(COOLDOWN));
        assertThat(breaker.figures()).isEqualTo(new Breaker.Figures(BreakerState.HALF_OPEN, 4, 0));
    }

    @Test
    void halfOpensAndLessDoesNot() {
        var less = standard();
        calls(less, 51, false, NOON);
        assertThat(calls(less, 49, true, NOON)).isEqualTo(BreakerState.CLOSED);
        var half = standard();
        calls(half, 50, false, NOON);
        assertThat(calls(half, 50, true, NOON)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void onlyTheNewestHundredCallsOfOneMinuteCount() {
        var breaker = standard();
        calls(breaker, 1000, false, NOON);
        assertThat(calls(breaker, 49, true, NOON)).isEqualTo(BreakerState.CLOSED);
        assertThat(calls(breaker, 1, true, NOON)).isEqualTo(BreakerState.OPEN);
        var later = standard();
        calls(later, 9, true, NOON);
        assertThat(calls(later, 1, true, NOON.plus(MINUTE).plusMillis(1))).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void afterFiveMinutesTenProbesFindOut() {
        var healed = opened();
        assertThat(healed.ask(NOON.plus(COOLDOWN).minusMillis(1))).isEmpty();
        List<Breaker.Permit> probes = probes(healed);
        assertThat(probes).hasSize(10);
        assertThat(healed.state()).isEqualTo(BreakerState.HALF_OPEN);
        probes.forEach(probe -> healed.tell(probe, false, NOON.plus(COOLDOWN)));
        assertThat(healed.state()).isEqualTo(BreakerState.CLOSED);

        var ill = opened();
        probes(ill).forEach(probe -> ill.tell(probe, true, NOON.plus(COOLDOWN)));
        assertThat(ill.state()).isEqualTo(BreakerState.OPEN);
        assertThat(ill.ask(NOON.plus(COOLDOWN).plusSeconds(1))).isEmpty();
        assertThat(ill.ask(NOON.plus(COOLDOWN.multipliedBy(2)))).isPresent();
    }

    @Test
    void aCallThatBeganBeforeTheStateChangedIsNotCounted() {
        var breaker = standard();
        Breaker.Permit late = breaker.ask(NOON).orElseThrow();
        calls(breaker, 10, true, NOON);
        List<Breaker.Permit> probes = probes(breaker);
        breaker.tell(late, true, NOON.plus(COOLDOWN));
        probes.forEach(probe -> breaker.tell(probe, false, NOON.plus(COOLDOWN)));
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    /// The state machine said a second time, by its definition.
    @Property
    void itIsClosedExactlyWhileFewerThanHalfOfEnoughRecentCallsFaulted(
            @ForAll @Size(max = 200) List<Boolean> faults, @ForAll @IntRange(min = 1, max = 3000) int millisApart) {
        var breaker = standard();
        for (int last = 0; last < faults.size(); last++) {
            int first = Math.max(0, Math.max(last - 99, last - 60_000 / millisApart));
            List<Boolean> recent = faults.subList(first, last + 1);
            long bad = recent.stream().filter(fault -> fault).count();
            boolean opens = recent.size() >= 10 && bad * 2 >= recent.size();
            Instant at = NOON.plusMillis((long) last * millisApart);
            Breaker.Permit permit = breaker.ask(at).orElseThrow();
            assertThat(breaker.tell(permit, faults.get(last), at))
                    .isEqualTo(opens ? BreakerState.OPEN : BreakerState.CLOSED);
            if (opens) {
                return;
            }
        }
    }

    @Test
    void manyThreadsAtOnceLoseNoFaultAndGetNoProbeTooMany() throws Exception {
        var breaker = standard();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var start = new CountDownLatch(1);
            List<Future<?>> calls = IntStream.range(0, 64)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return breaker.ask(NOON).map(permit -> breaker.tell(permit, true, NOON));
                    }))
                    .toList();
            start.countDown();
            for (Future<?> call : calls) {
                call.get();
            }
            assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
            var again = new CountDownLatch(1);
            List<Future<Optional<Breaker.Permit>>> probes = IntStream.range(0, 64)
                    .mapToObj(_ -> threads.submit(() -> {
                        again.await();
                        return breaker.ask(NOON.plus(COOLDOWN));
                    }))
                    .toList();
            again.countDown();
            int given = 0;
            for (Future<Optional<Breaker.Permit>> probe : probes) {
                given += probe.get().isPresent() ? 1 : 0;
            }
            assertThat(given).isEqualTo(10);
        }
    }

    @Test
    void statesAreSaidAsMetricsSayThem() {
        assertThat(List.of(BreakerState.values()))
                .extracting(BreakerState::word)
                .containsExactly("closed", "open", "half-open");
    }

    private static Breaker standard() {
        return new Breaker(BreakerSettings.STANDARD);
    }

    private static Breaker opened() {
        var breaker = standard();
        calls(breaker, 10, true, NOON);
        return breaker;
    }

    private static List<Breaker.Permit> probes(Breaker breaker) {
        return IntStream.range(0, 30)
                .mapToObj(_ -> breaker.ask(NOON.plus(COOLDOWN)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static BreakerState calls(Breaker breaker, int number, boolean fault, Instant at) {
        for (int call = 0; call < number; call++) {
            Breaker.Permit permit = breaker.ask(at).orElseThrow();
            breaker.tell(permit, fault, at);
        }
        return breaker.state();
    }
}
