package io.kspec.server.rollout.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.spec.LabelSelector;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.RolloutMachine;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import io.kspec.server.operator.ClusterAffinity;
import io.kspec.server.rollout.Fleet.KnownCluster;
import io.kspec.server.rollout.Fleet.KnownOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AffinityJudgingTest {
    private static final KnownOperator BOUND = new KnownOperator(
            "gpu", Map.of(), new ClusterAffinity(List.of(), new LabelSelector(Map.of("gpu", "yes"), List.of())));

    @Test
    void aPlanWithinTheAffinityMayBe() {
        assertThat(judged(begun(), Map.of("one", "yes", "two", "yes"))).isEmpty();
    }

    @Test
    void everyClusterThatHasLeftIsNamed() {
        assertThat(judged(begun(), Map.of("one", "no", "two", "old"))).hasValueSatisfying(why -> assertThat(why)
                .startsWith(
                        "one is outside the cluster affinity of gpu: its label gpu is \"no\" (demanded: gpu In [yes]); two is outside")
                .contains("PUT /api/v1/operators/gpu"));
        assertThat(judged(begun(), Map.of("one", "no", "two", "yes")))
                .hasValueSatisfying(why -> assertThat(why).contains("one is").doesNotContain("two is"));
    }

    @Test
    void aClusterWhereTheRolloutIsFinishedIsNotJudgedAgain() {
        Rollout retried = inState(begun(), 0, State.COMPLETED);

        assertThat(judged(retried, Map.of("one", "no", "two", "yes"))).isEmpty();
        assertThat(judged(retried, Map.of("one", "yes", "two", "no"))).isPresent();
    }

    @Test
    void aClusterThatIsNotRegisteredAnyMoreIsLeftToWhoeverLooksIntoIt() {
        assertThat(judged(begun(), Map.of("one", "yes"))).isEmpty();
    }

    private static Optional<String> judged(Rollout rollout, Map<String, String> labels) {
        Map<String, KnownCluster> known = labels.entrySet().stream()
                .map(label ->
                        new KnownCluster(label.getKey(), Environment.STAGING, Map.of("gpu", label.getValue()), true))
                .collect(Collectors.toMap(KnownCluster::name, Function.identity()));
        return AffinityJudging.objection(rollout, BOUND, known).map(answer -> ((Answer.Refused) answer).reason());
    }

    private static Rollout begun() {
        return RolloutMachine.begin(
                "4711",
                new Rollout.Order(
                        "gpu", "1.2.3", Strategy.Direct.defaults(), true, Duration.ofMinutes(10), "ada", Instant.EPOCH),
                List.of(new Target("one", Environment.STAGING), new Target("two", Environment.STAGING)),
                List.of());
    }

    /// As the machine stores it, with one cluster further on.
    private static Rollout inState(Rollout rollout, int cluster, State state) {
        try {
            ObjectNode tree = Json.mapper().valueToTree(rollout);
            ((ObjectNode) tree.withArray("clusters").get(cluster)).put("state", state.word());
            return Json.mapper().treeToValue(tree, Rollout.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("a rollout that is not stored as one", foreign);
        }
    }
}
