package io.kspec.core.devops;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HealthScoreTest {
    private static final PodMetrics WORST_POD = new PodMetrics(1, 1, 1, 1, 5, 1);

    @Test
    void nothingPlusSomethingIsThatSomething() {
        assertThat(PodMetrics.NONE.plus(WORST_POD)).isEqualTo(WORST_POD);
    }

    @Test
    void everyCountIsAddedToItsOwn() {
        assertThat(new PodMetrics(1, 2, 3, 4, 5, 6).plus(new PodMetrics(10, 20, 30, 40, 50, 60)))
                .isEqualTo(new PodMetrics(11, 22, 33, 44, 55, 66));
    }

    @Property
    void theOrderOfAddingDoesNotMatter(
            @ForAll @LongRange(max = 1000) long one, @ForAll @LongRange(max = 1000) long other) {
        var first = new PodMetrics(one, other, one, other, one, other);
        var second = new PodMetrics(other, other, one, one, other, one);
        assertThat(first.plus(second)).isEqualTo(second.plus(first));
    }

    @Test
    void manyPodsDoNotOverflow() {
        var many = new PodMetrics(1, Integer.MAX_VALUE, 0, 0, 0, 0);
        assertThat(many.plus(many).latestTags()).isEqualTo(2L * Integer.MAX_VALUE);
        assertThat(HealthScore.of(many).value()).isZero();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1,  0,  0,  0,  0, 0, 100
            1,  1,  1,  1,  0, 0,  90
            1,  1,  1,  1,  5, 1,  56
            2,  1,  1,  1,  0, 0,  95
            3,  2,  1,  2,  5, 1,  83
            1,  0,  0,  0,  5, 0,  70
            1,  0,  0,  0,  4, 0,  76
            7,  0,  0,  1,  0, 0, 100
            1, 12, 12, 12,  0, 0,   0
            1,  0,  0,  0, 10, 0,  40
            12, 2,  5,  3,  4, 1,  96
            0,  0,  0,  0,  0, 0, 100
            """)
    void theScoreIsAHundredLessThePenaltyPerPod(
            long pods, long latest, long liveness, long readiness, long restarts, long pending, int score) {
        assertThat(HealthScore.of(new PodMetrics(pods, latest, liveness, readiness, restarts, pending)))
                .isEqualTo(new HealthScore(score));
    }

    @Property
    void theScoreIsNeverBelowZeroNorAboveAHundred(
            @ForAll @LongRange(max = 1_000_000) long pods, @ForAll @LongRange(max = 1_000_000_000_000L) long units) {
        assertThat(HealthScore.of(new PodMetrics(pods, units, units, units, units, units))
                        .value())
                .isBetween(0, 100);
    }

    @Test
    void aCheckWithASeverityOfItsOwnCountsByIt() {
        var restricted = new SeverityOverrides(
                ViolationSeverity.CRITICAL,
                ViolationSeverity.HIGH,
                ViolationSeverity.HIGH,
                ViolationSeverity.CRITICAL,
                ViolationSeverity.HIGH);
        assertThat(HealthScore.of(WORST_POD, restricted)).isEqualTo(new HealthScore(0));
    }

    @Test
    void checksThatNoOverrideNamesCountOnce() {
        var onlyTheTag = new SeverityOverrides(ViolationSeverity.CRITICAL, null, null, null, null);
        assertThat(HealthScore.of(WORST_POD, onlyTheTag)).isEqualTo(new HealthScore(46));
    }

    @Test
    void allLowChangesNothing() {
        ViolationSeverity low = ViolationSeverity.LOW;
        assertThat(HealthScore.of(WORST_POD, new SeverityOverrides(low, low, low, low, low)))
                .isEqualTo(HealthScore.of(WORST_POD));
    }

    @ParameterizedTest
    @CsvSource({
        "100, HEALTHY",
        "80, HEALTHY",
        "79, STABLE",
        "60, STABLE",
        "59, DEGRADED",
        "40, DEGRADED",
        "39, CRITICAL",
        "0, CRITICAL"
    })
    void theBandsBeginAtEightySixtyAndForty(int score, HealthClass band) {
        assertThat(new HealthScore(score).classification()).isEqualTo(band);
    }

    @Test
    void healthyBeginsAtEighty() {
        assertThat(new HealthScore(79).healthy()).isFalse();
        assertThat(new HealthScore(80).healthy()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"HEALTHY, Healthy", "STABLE, Stable", "DEGRADED, Degraded", "CRITICAL, Critical"})
    void aBandIsNamedInOneWord(HealthClass band, String word) {
        assertThat(band.word()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "LATEST_TAG, latest_tag, 5, HIGH",
        "MISSING_LIVENESS, missing_liveness, 3, MEDIUM",
        "MISSING_READINESS, missing_readiness, 2, LOW",
        "HIGH_RESTARTS, high_restarts, 6, CRITICAL",
        "PENDING, pending, 4, MEDIUM"
    })
    void everyCheckHasItsWeightAndItsUsualSeverity(
            DevOpsCheck check, String word, int weight, ViolationSeverity severity) {
        assertThat(check.word()).isEqualTo(word);
        assertThat(check.weight()).isEqualTo(weight);
        assertThat(EnabledChecks.all().severity(check)).isEqualTo(severity);
    }

    @Test
    void withoutAPolicyThreeRestartsAreAllowedAndNoPendingPod() {
        assertThat(EnabledChecks.all().maxRestarts()).contains(3);
        assertThat(EnabledChecks.all().maxPending()).contains(0L);
    }

    @Test
    void theMessageCountsViolationsAndPodsInOneForm() {
        assertThat(new HealthScore(72).message(5, 10)).isEqualTo("5 violations across 10 pods — Stable (72)");
        assertThat(new HealthScore(87).message(3, 42)).isEqualTo("3 violations across 42 pods — Healthy (87)");
        assertThat(new HealthScore(100).message(1, 1)).startsWith("1 violations across 1 pods");
    }
}
