package io.kspec.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ElectionTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Timing USUAL = new Timing(15 * SECOND, 10 * SECOND, 2 * SECOND);
    private static final Timing FAST = new Timing(8 * SECOND, 5 * SECOND, SECOND);
    private static final Identity SELF = new Identity("pod-a_1_new", Optional.of("pod-a_1"));
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Election election = new Election(SELF, USUAL);

    @Property(tries = 400)
    void thereAreNeverTwoLeadersWhateverClocksAndMessagesDo(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int replicas, @ForAll boolean fast) {
        var simulation =
                new ElectionSimulation(seed, replicas, fast ? FAST : USUAL, 0.1).troubled(Duration.ofMinutes(10));
        assertThat(simulation.mostLeaders()).isLessThanOrEqualTo(1);
        simulation.calm(Duration.ofMinutes(2));
        assertThat(simulation.mostLeaders()).isLessThanOrEqualTo(1);
        assertThat(simulation.leaders()).isEqualTo(1);
    }

    @Test
    void theSimulationFindsTwoLeadersWhenADeadlineIsLongerThanALease() {
        var wrong = new Timing(8 * SECOND, 20 * SECOND, SECOND);
        assertThat(LongStream.range(0, 20).map(seed -> new ElectionSimulation(seed, 3, wrong, 0.1)
                        .troubled(Duration.ofMinutes(10))
                        .mostLeaders()))
                .anyMatch(most -> most > 1);
    }

    @Test
    void whileNothingGoesWrongOneTermLastsForEver() {
        var simulation = new ElectionSimulation(7, 3, USUAL, 0.1).calm(Duration.ofHours(1));
        assertThat(simulation.leaders()).isEqualTo(1);
        assertThat(simulation.terms()).isEqualTo(1);
    }

    @Test
    void whatIsNotKnownIsAsked() {
        assertThat(election.decide(0)).isInstanceOf(Election.Action.Read.class);
        election.asks(0);
        assertThat(election.decide(1)).isInstanceOf(Election.Action.Wait.class);
    }

    @Test
    void aMissingLeaseIsCreatedAtOnceUnlessItsHolderMayLiveOn() {
        election.read(Optional.empty(), 0);
        assertThat(election.decide(0)).isInstanceOf(Election.Action.Create.class);
        election.read(Optional.of(held("other", "1")), SECOND);
        election.heard(Optional.empty(), 2 * SECOND);
        assertThat(election.decide(2 * SECOND)).isEqualTo(new Election.Action.Wait(17 * SECOND));
        assertThat(election.decide(17 * SECOND)).isInstanceOf(Election.Action.Create.class);
    }

    @ParameterizedTest
    @CsvSource({"2020-01-01T00:00:00Z", "2036-01-01T00:00:00Z"})
    void anothersLeaseIsTakenAfterAWholeDurationWithoutAChangeWhateverTimeStandsInIt(Instant written) {
        var record = new LeaseRecord("1", "other", Duration.ofSeconds(15), 3, written, written);
        election.read(Optional.of(record), 0);
        assertThat(election.decide(15 * SECOND - 1)).isEqualTo(new Election.Action.Wait(15 * SECOND));
        assertThat(election.decide(15 * SECOND)).isEqualTo(new Election.Action.Take(record));
    }

    @Test
    void aHolderThatAsksForLongerIsWaitedForLonger() {
        election.read(Optional.of(new LeaseRecord("1", "other", Duration.ofMinutes(1), 0, NOON, NOON)), 0);
        assertThat(election.decide(15 * SECOND)).isEqualTo(new Election.Action.Wait(60 * SECOND));
    }

    @Test
    void aChangeBeginsTheWaitAnew() {
        election.read(Optional.of(held("other", "1")), 0);
        election.heard(Optional.of(held("other", "2")), 14 * SECOND);
        assertThat(election.decide(15 * SECOND)).isEqualTo(new Election.Action.Wait(29 * SECOND));
    }

    @Test
    void aLeaseThatWasGivenBackIsTakenAtOnce() {
        election.read(Optional.of(held("other", "1")), 0);
        LeaseRecord free = held("", "2");
        election.heard(Optional.of(free), 1);
        assertThat(election.decide(1)).isEqualTo(new Election.Action.Take(free));
    }

    @Test
    void theLeaseOfAnEarlierProcessOfTheSameContainerIsTakenAtOnceAndOfNoOther() {
        LeaseRecord former = held("pod-a_1_old", "1");
        election.read(Optional.of(former), 0);
        assertThat(election.decide(0)).isEqualTo(new Election.Action.Take(former));
        election.read(Optional.of(held("pod-a_2_old", "2")), 0);
        assertThat(election.decide(0)).isInstanceOf(Election.Action.Wait.class);
        var laptop = new Election(new Identity("host_new", Optional.empty()), USUAL);
        laptop.read(Optional.of(held("host_old", "1")), 0);
        assertThat(laptop.decide(0)).isInstanceOf(Election.Action.Wait.class);
    }

    @Test
    void aTermIsCountedFromWhenItsRenewalWasSent() {
        election.stored(held(SELF.holder(), "1"), 0, 4 * SECOND);
        assertThat(election.heldUntil(4 * SECOND)).hasValue(10 * SECOND);
        assertThat(election.heldUntil(10 * SECOND)).isEmpty();
        election.stored(held(SELF.holder(), "2"), 11 * SECOND, 22 * SECOND);
        assertThat(election.heldUntil(22 * SECOND)).isEmpty();
    }

    @Test
    void aRenewalThatIsAnsweredAfterTheLeaseWasGivenBackMakesNoLeader() {
        election.stored(held(SELF.holder(), "1"), 0, 0);
        election.givesUp(3 * SECOND);
        election.stored(held(SELF.holder(), "2"), 2 * SECOND, 4 * SECOND);
        assertThat(election.heldUntil(4 * SECOND)).isEmpty();
        assertThat(election.decide(6 * SECOND)).isInstanceOf(Election.Action.Read.class);
    }

    @Test
    void aLeaderThatHearsOfAnotherAsksBeforeItBelieves() {
        election.stored(held(SELF.holder(), "2"), 0, 0);
        election.heard(Optional.of(held("other", "1")), 1);
        assertThat(election.decide(1)).isInstanceOf(Election.Action.Read.class);
        assertThat(election.heldUntil(1)).isPresent();
        election.read(Optional.of(held("other", "3")), 2);
        assertThat(election.heldUntil(2)).isEmpty();
    }

    @Test
    void aTermThatIsOverNeverHoldsAgain() {
        long[] clock = {0};
        var term = new LeasedTerm(() -> clock[0], 10);
        assertThat(term.extend(20)).isTrue();
        clock[0] = 19;
        assertThat(term.holds()).isTrue();
        clock[0] = 20;
        assertThat(term.extend(30)).isFalse();
        clock[0] = 5;
        assertThat(term.holds()).isFalse();
    }

    @Test
    void aClockThatStandsStillDoesNotRepeatARecord() {
        LeaseRecord before = held(SELF.holder(), "1");
        assertThat(before.renewed(Duration.ofSeconds(15), before.renewed()).renewed())
                .isAfter(before.renewed());
    }

    @ParameterizedTest
    @CsvSource({"15,15,2", "10,15,2", "15,2,2", "15,1,2"})
    void durationsThatCouldLeaveTwoLeadersAreRefused(int lease, int deadline, int retry) {
        assertThatThrownBy(() -> new LeadershipSettings(
                        true,
                        Duration.ofSeconds(lease),
                        Duration.ofSeconds(deadline),
                        Duration.ofSeconds(retry),
                        Optional.empty(),
                        "",
                        ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15s, 10s, 2s");
    }

    private static LeaseRecord held(String holder, String version) {
        return new LeaseRecord(version, holder, Duration.ofSeconds(15), 0, NOON, NOON);
    }
}
