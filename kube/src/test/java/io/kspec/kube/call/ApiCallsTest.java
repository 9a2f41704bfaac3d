package io.kspec.kube.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.core.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ApiCallsTest {
    @Test
    void aServerThatTakesTheCallAndSaysNothingIsUnreachable() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                KubernetesClient client = client(silent.getLocalPort())) {
            assertThat(new ApiCalls(client, Duration.ofMillis(200)).send(Call.get("/version")))
                    .isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                        assertThat(refused.silent()).isTrue();
                        assertThat(refused.why()).isInstanceOf(Failure.Unreachable.class);
                    });
        }
    }

    private static KubernetesClient client(int port) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:%d/".formatted(port))
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
