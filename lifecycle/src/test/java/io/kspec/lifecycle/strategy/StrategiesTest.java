package io.kspec.lifecycle.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kspec.lifecycle.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StrategiesTest {
    private static final Duration INSTALL = Duration.ofMinutes(3);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1   | 20 | 3 | 1
                    2   | 20 | 3 | 1 1
                    3   | 20 | 3 | 1 2
                    5   | 20 | 3 | 1 1 3
                    10  | 20 | 3 | 1 2 7
                    20  | 20 | 3 | 2 4 14
                    100 | 20 | 3 | 10 20 70
                    1   | 20 | 4 | 1
                    2   | 20 | 4 | 1 1
                    3   | 20 | 4 | 1 1 1
                    5   | 20 | 4 | 1 1 1 2
                    10  | 20 | 4 | 1 2 2 5
                    20  | 20 | 4 | 2 4 4 10
                    100 | 20 | 4 | 10 20 20 50
                    1   | 30 | 3 | 1
                    2   | 30 | 3 | 1 1
                    3   | 30 | 3 | 1 1 1
                    5   | 30 | 3 | 1 1 3
                    10  | 30 | 3 | 1 3 6
                    20  | 30 | 3 | 2 6 12
                    100 | 30 | 3 | 10 30 60
                    """)
    void canaryStagesReachCumulativeShares(int clusters, int increment, int stages, String added) {
        Strategy canary = new Strategy.Canary(
                10, increment, Duration.ofMinutes(5), 0.95, Duration.ofSeconds(30), Optional.empty(), stages);
        List<Integer> expected =
                Arrays.stream(added.split(" ")).map(Integer::valueOf).toList();
        assertThat(Strategies.waves(canary, staging(clusters)).waves().stream()
                        .map(wave -> wave.clusters().size()))
                .isEqualTo(expected);
    }

    @Test
    void threeStagesTakeTwentyFourMinutes() {
        assertThat(estimate(Strategy.Canary.defaults(), 10)).isEqualTo(Duration.ofMinutes(24));
    }

    @Test
    void blueGreenTakesEighteenMinutes() {
        assertThat(estimate(Strategy.BlueGreen.defaults(), 4)).isEqualTo(Duration.ofMinutes(18));
    }

    @Test
    void rollingThroughFiveClustersTakesFortyEightMinutes() {
        assertThat(estimate(Strategy.Rolling.defaults(), 5)).isEqualTo(Duration.ofMinutes(48));
    }

    @Test
    void directTakesAsManyTurnsAsItsWidthAsksFor() {
        assertThat(estimate(Strategy.Direct.defaults(), 25)).isEqualTo(Duration.ofMinutes(9));
        assertThat(estimate(Strategy.Direct.defaults(), 10)).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void theHighestEnvironmentChooses() {
        assertThat(chosen(Environment.DEVELOPMENT)).isInstanceOf(Strategy.Direct.class);
        assertThat(chosen(Environment.DEVELOPMENT, Environment.STAGING)).isInstanceOf(Strategy.Rolling.class);
        assertThat(chosen(Environment.PRODUCTION, Environment.DEVELOPMENT)).isInstanceOf(Strategy.Canary.class);
        assertThat(Strategies.defaultFor(List.of(Environment.PRODUCTION), Map.of("criticality", "critical"))
                        .strategy())
                .isInstanceOf(Strategy.BlueGreen.class);
    }

    @Test
    void fewProductionClustersDrawAHint() {
        assertThat(Strategies.defaultFor(Collections.nCopies(4, Environment.PRODUCTION), Map.of())
                        .warnings())
                .hasSize(1);
        assertThat(Strategies.defaultFor(Collections.nCopies(5, Environment.PRODUCTION), Map.of())
                        .warnings())
                .isEmpty();
    }

    @Test
    void rollingTakesNamedClustersFirstAndDropsNone() {
        List<Target> targets = List.of(
                new Target("prod", Environment.PRODUCTION),
                new Target("dev-2", Environment.DEVELOPMENT),
                new Target("dev-1", Environment.DEVELOPMENT));
        Strategy rolling = new Strategy.Rolling(List.of("prod"), Duration.ZERO, Duration.ZERO, true);
        assertThat(Strategies.waves(rolling, targets).waves().stream().flatMap(wave -> wave.clusters().stream()))
                .containsExactly("prod", "dev-1", "dev-2");
    }

    @Test
    void aProductionClusterInAnEarlyStageDrawsAWarning() {
        List<Target> targets =
                List.of(new Target("a", Environment.PRODUCTION), new Target("b", Environment.PRODUCTION));
        assertThat(Strategies.waves(Strategy.Canary.defaults(), targets).warnings())
                .singleElement()
                .asString()
                .contains("Stage 1 of 2", "a");
    }

    @Test
    void directInProductionWarnsAndMayNotSkipHealthChecks() {
        List<Target> targets = List.of(new Target("prod", Environment.PRODUCTION));
        Strategy skipping = new Strategy.Direct(10, true, Duration.ofMinutes(5));
        assertThat(Strategies.waves(Strategy.Direct.defaults(), targets).warnings())
                .hasSize(1);
        assertThat(Strategies.problems(Strategy.Direct.defaults(), targets, Optional.empty()))
                .isEmpty();
        assertThat(fields(skipping, targets)).containsExactly("directConfig.skipHealthChecks");
        assertThat(fields(skipping, staging(1))).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Strategy canary = new Strategy.Canary(
                0, 101, Duration.ofHours(25), Double.NaN, Duration.ofSeconds(4), Optional.of(false), 1);
        assertThat(Strategies.problems(canary, staging(1), Optional.of(true)).stream()
                        .map(Problem::field))
                .containsExactly(
                        "canaryConfig.initialPercentage",
                        "canaryConfig.incrementPercentage",
                        "canaryConfig.evaluationPeriod",
                        "canaryConfig.successThreshold",
                        "canaryConfig.healthCheckInterval",
                        "canaryConfig.autoRollbackEnabled",
                        "canaryConfig.maxStages");
    }

    @Test
    void theTwoColoursAreTwoNamespaces() {
        Strategy.BlueGreen usual = Strategy.BlueGreen.defaults();
        Strategy same = new Strategy.BlueGreen(
                "one", "one", usual.validationPeriod(), true, usual.switchMonitoringPeriod(), usual.retentionPeriod());
        assertThat(fields(same, staging(1))).containsExactly("blueGreenConfig.blueNamespace");
    }

    @Test
    void anOrderNamesOnlyTargets() {
        Strategy rolling = new Strategy.Rolling(List.of("c0", "elsewhere", "c0"), Duration.ZERO, Duration.ZERO, true);
        assertThat(fields(rolling, staging(1)))
                .containsExactly("rollingConfig.clusterOrder", "rollingConfig.clusterOrder");
    }

    @Test
    void absentFieldsGetTheirDefaults() throws JsonProcessingException {
        assertThat(StrategyReader.read("Canary", Json.mapper().readTree("{}")).strategy())
                .contains(Strategy.Canary.defaults());
        assertThat(StrategyReader.read(
                                "Direct", Json.mapper().readTree("{\"parallelClusters\":3,\"timeout\":\"PT1M\"}"))
                        .strategy())
                .contains(new Strategy.Direct(3, false, Duration.ofMinutes(1)));
    }

    @Test
    void whatCannotBeReadIsNamed() throws JsonProcessingException {
        assertThat(StrategyReader.read(
                                "Rolling",
                                Json.mapper().readTree("{\"validationPeriod\":\"5m\",\"stopOnFailure\":1,\"speed\":9}"))
                        .problems()
                        .stream()
                        .map(Problem::field))
                .containsExactlyInAnyOrder(
                        "rollingConfig.validationPeriod", "rollingConfig.stopOnFailure", "rollingConfig.speed");
        assertThat(StrategyReader.read("Fast", Json.mapper().nullNode()).problems())
                .hasSize(1);
    }

    private static List<String> fields(Strategy strategy, List<Target> targets) {
        return Strategies.problems(strategy, targets, Optional.empty()).stream()
                .map(Problem::field)
                .toList();
    }

    private static Strategy chosen(Environment... environments) {
        return Strategies.defaultFor(List.of(environments), Map.of()).strategy();
    }

    private static Duration estimate(Strategy strategy, int clusters) {
        return Strategies.estimate(strategy, staging(clusters), INSTALL);
    }

    private static List<Target> staging(int clusters) {
        return IntStream.range(0, clusters)
                .mapToObj(at -> new Target("c" + at, Environment.STAGING))
                .toList();
    }
}
