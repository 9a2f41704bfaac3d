package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.cluster.Reading;
import io.kspec.core.status.Condition;
import io.kspec.kube.pause.PauseSwitch;
import io.kspec.kube.pause.WebhookPause;
import io.kspec.kube.write.Outcome;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@ApiServer
final class WebhookPauseIT {
    private static RunningOperator operator;

    @BeforeAll
    static void start(KubernetesClient client) {
        operator = new RunningOperator(client, OperatorOptions.onLoopback());
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @AfterEach
    void tidy(KubernetesClient client) {
        client.configMaps()
                .inNamespace(RunningOperator.NAMESPACE)
                .withName(WebhookPause.NAME)
                .delete();
        if (operator.specification("prod") != null) {
            operator.retire("prod");
        }
    }

    @Test
    void aPersonCanSwitchAdmissionOffAndOnAgainAndConditionsAndEventsSaySo(
            KubernetesClient client, @TestNamespace String namespace) {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        var pauses = new PauseSwitch(client, RunningOperator.NAMESPACE);
        Outcome begun =
                pauses.begin(Optional.empty(), Instant.now().plus(Duration.ofHours(1)), "the node pool is rebuilt");
        assertThat(begun).isInstanceOf(Outcome.Done.class);
        await().atMost(RunningOperator.PATIENCE).untilAsserted(() -> assertThat(entries())
                .containsExactly("specifications.kspec.io", "pauses.kspec.io"));
        await().atMost(RunningOperator.PATIENCE).untilAsserted(() -> {
            Condition ready = RunningOperator.condition(operator.specification("prod"), "WebhookReady");
            assertThat(ready.reason()).isEqualTo("Disabled");
            assertThat(ready.message()).contains("until").contains("the node pool is rebuilt");
        });
        assertThat(operator.create(Yaml.privilegedPod(namespace, "let-in"))
                        .getMetadata()
                        .getUid())
                .isNotEmpty();
        assertThat(client.v1()
                        .events()
                        .inNamespace(RunningOperator.NAMESPACE)
                        .list()
                        .getItems())
                .anySatisfy(event -> {
                    assertThat(event.getReason()).isEqualTo("WebhookDisabled");
                    assertThat(event.getMessage()).contains("the node pool is rebuilt");
                });

        Optional<ObjectNode> current =
                switch (pauses.current()) {
                    case Reading.Known<Optional<ObjectNode>> known -> known.value();
                    case Reading.Unknown<Optional<ObjectNode>> unknown ->
                        throw new AssertionError(unknown.why().sentence());
                };
        assertThat(pauses.end(current.orElseThrow())).isInstanceOf(Outcome.Done.class);
        await().atMost(RunningOperator.PATIENCE)
                .untilAsserted(() -> assertThat(entries()).contains("enforce.kspec.io"));
    }

    @Test
    void itComesBackByItselfWhenTheTimeIsOver(KubernetesClient client) {
        operator.declare(Yaml.specification("prod", "mode: enforce"));
        new PauseSwitch(client, RunningOperator.NAMESPACE)
                .begin(Optional.empty(), Instant.now().plus(Duration.ofSeconds(8)), "");
        await().atMost(RunningOperator.PATIENCE)
                .untilAsserted(() -> assertThat(entries()).doesNotContain("enforce.kspec.io"));
        await().atMost(RunningOperator.PATIENCE)
                .untilAsserted(() -> assertThat(entries()).contains("enforce.kspec.io"));
    }

    @Test
    void nobodySwitchesItOffForLongOrInAnothersName(KubernetesClient client) {
        var tooLong =
                WebhookPause.object(RunningOperator.NAMESPACE, Instant.now().plus(Duration.ofDays(30)), "", "");
        assertThatThrownBy(() -> client.resource(tooLong.toString()).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(refused.getMessage())
                        .contains("within 24 hours"));
        var forged = WebhookPause.object(
                RunningOperator.NAMESPACE, Instant.now().plus(Duration.ofHours(1)), "somebody-else", "");
        assertThatThrownBy(() -> client.resource(forged.toString()).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(refused.getMessage())
                        .contains("another's name"));
    }

    private static List<String> entries() {
        JsonNode registration = operator.guard("validatingwebhookconfigurations", "kspec-validating-webhook")
                .orElseThrow();
        var names = new ArrayList<String>();
        registration
                .path("webhooks")
                .forEach(entry -> names.add(entry.path("name").asText()));
        return names;
    }
}
