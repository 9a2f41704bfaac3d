package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.operator.OperatorOptions;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// While nothing happens, kspec writes nothing.
@ApiServer
final class IdleIT {
    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofSeconds(10);

    @Test
    void whenEverythingIsInForceNothingIsWritten(KubernetesClient client, Kubectl kubectl) {
        try (var operator = new OperatorOnCluster(client, OperatorOptions.onLoopback())) {
            kubectl.runWithInput(Specifications.named("prod", "enforce", ""), "apply", "-f", "-");
            operator.awaitCondition("prod", "Ready", "True");
            operator.awaitCondition("prod", "PolicyEnforced", "True");
            assertThatNothingIsWritten(client);
        }
    }

    /// Stored while nobody could be asked: the condition says what the webhook would have said, once.
    @Test
    void anInvalidSpecificationIsToldOnceAndNotAgainAndAgain(KubernetesClient client, Kubectl kubectl) {
        try (var operator = new OperatorOnCluster(client, OperatorOptions.onLoopback("--enable-webhooks=false"))) {
            Kubectl.Answer stored = kubectl.runWithInput(Specifications.impossible("broken"), "apply", "-f", "-");
            assertThat(stored.exitCode()).isZero();
            var ready = operator.awaitCondition("broken", "Ready", "False");
            assertThat(ready.reason()).isEqualTo("InvalidSpec");
            assertThat(ready.message())
                    .contains("spec.kubernetes")
                    .contains("1.36")
                    .contains("1.30");
            assertThatNothingIsWritten(client);
        }
    }

    private static void assertThatNothingIsWritten(KubernetesClient client) {
        var last = new AtomicLong(-1);
        await("quiet")
                .during(SETTLED)
                .atMost(OperatorOnCluster.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    long now = WriteCount.of(client);
                    return last.getAndSet(now) == now;
                });
        long settled = last.get();
        assertThat(settled).as("writes counted at all").isPositive();
        await("idle")
                .during(IDLE)
                .atMost(IDLE.plusSeconds(10))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(WriteCount.of(client)).isEqualTo(settled));
    }
}
