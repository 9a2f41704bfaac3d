package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.operator.OperatorOptions;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The serving certificate ends while the operator runs, because its clock is three months behind: by that the
/// certificate is new.
@ApiServer(shared = false)
final class ExpiredCertificateIT {
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Duration LEFT = Duration.ofSeconds(40);
    private static final Duration RENEWAL = Duration.ofMinutes(3);

    @Test
    void theApiServerSaysWhyItRefusesAndTheLeaderRenewsByItself(KubernetesClient client, Kubectl kubectl)
            throws Exception {
        var behind = new AtomicReference<>(LIFE.minus(LEFT));
        InstantSource late = () -> Instant.now().minus(behind.get());
        Clock clock = late.withZone(ZoneOffset.UTC);
        try (var operator = new OperatorOnCluster(client, client, OperatorOptions.onLoopback(), clock)) {
            // nothing asks admission before, so no connection outlives the certificate
            Instant end = Instant.now().plus(LEFT);
            await("end of the certificate").atMost(LEFT.multipliedBy(3)).until(() -> Instant.now()
                    .isAfter(end));
            kubectl.runWithInput(Specifications.named("prod", "enforce", ""), "apply", "-f", "-");
            await("refusal").atMost(OperatorOnCluster.PATIENCE).until(() -> create(kubectl)
                    .contains("certificate has expired"));

            behind.set(Duration.ZERO);
            assertThat(operator.health("/readyz").body()).contains("the serving certificate has ended");
            await("renewal").atMost(RENEWAL).until(() -> create(kubectl).contains("kspec refuses Pod default/bad"));
            assertThat(operator.health("/readyz").statusCode()).isEqualTo(200);
        }
    }

    private static String create(Kubectl kubectl) {
        return kubectl.runWithInput(
                        Specifications.privilegedPod("default", ""), "create", "--dry-run=server", "-f", "-")
                .stderr();
    }
}
