package io.kspec.operator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ApiServer
final class OlderCronJobsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void anOlderCronJobIsToldOfOnceAndStays(KubernetesClient client, Kubectl kubectl, @TestNamespace String namespace) {
        for (String name : new String[] {"kspec-drift-monitor", "backup"}) {
            assertThat(kubectl.run(
                                    "create",
                                    "cronjob",
                                    name,
                                    "--image=registry.k8s.io/pause:3.10",
                                    "--schedule=0 0 1 1 *",
                                    "-n",
                                    namespace)
                            .succeeded())
                    .isTrue();
        }
        for (int term = 1; term <= 2; term++) {
            try (var _ = new OlderCronJobs(client, Clock.systemUTC())) {
                await("the event").atMost(PATIENCE).until(() -> events(kubectl, namespace)
                        .contains("OlderKspecInstalled"));
            }
        }
        assertThat(events(kubectl, namespace).lines())
                .singleElement()
                .asString()
                .contains("kspec migrate");
        assertThat(kubectl.run("get", "cronjobs", "-n", namespace, "-o", "name").stdout())
                .contains("kspec-drift-monitor", "backup");
    }

    private static String events(Kubectl kubectl, String namespace) {
        return kubectl.run(
                        "get",
                        "events",
                        "-n",
                        namespace,
                        "-o",
                        "jsonpath={range .items[*]}{.involvedObject.name} {.reason} {.message}{\"\\n\"}{end}")
                .stdout();
    }
}
