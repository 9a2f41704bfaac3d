package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.operator.OperatorOptions;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A specification is deleted when its scan is done and its report is about to be stored.
@ApiServer
final class DeletedDuringScanIT {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingOfItStaysAndOneOfTheSameNameIsJudgedAnew(boolean byForce, KubernetesClient client, Kubectl kubectl) {
        var deleted = new AtomicBoolean();
        try (KubernetesClient own = atTheReport(client, () -> {
                    if (deleted.compareAndSet(false, true)) {
                        delete(client, byForce);
                    }
                });
                var operator = new OperatorOnCluster(client, own, OperatorOptions.onLoopback(), Clock.systemUTC())) {
            apply(kubectl);
            await("end of prod")
                    .atMost(OperatorOnCluster.PATIENCE)
                    .until(() -> deleted.get() && operator.specification("prod").get() == null);
            await("end of its guards").atMost(OperatorOnCluster.PATIENCE).until(() -> operator.policies()
                    .isEmpty());
            await("end of its report").atMost(OperatorOnCluster.PATIENCE).until(() -> operator.reports()
                    .isEmpty());
            assertThat(kubectl.runWithInput(
                                    Specifications.privilegedPod("default", ""),
                                    "create",
                                    "--dry-run=server",
                                    "-f",
                                    "-")
                            .stderr())
                    .doesNotContain("kspec");

            apply(kubectl);
            operator.awaitCondition("prod", "Ready", "True");
            operator.awaitCondition("prod", "PolicyEnforced", "True");
            assertThat(operator.reports()).isNotEmpty();
        }
    }

    private static void apply(Kubectl kubectl) {
        assertThat(kubectl.runWithInput(Specifications.named("prod", "enforce", ""), "apply", "-f", "-")
                        .succeeded())
                .isTrue();
    }

    /// @param byForce without waiting for the operator to let it go
    private static void delete(KubernetesClient client, boolean byForce) {
        var prod = client.resources(ClusterSpecification.class).withName("prod");
        prod.delete();
        if (byForce) {
            prod.edit(found -> {
                found.getMetadata().getFinalizers().clear();
                return found;
            });
        }
    }

    /// The same user, with something that happens before a report is stored.
    private static KubernetesClient atTheReport(KubernetesClient client, Runnable happening) {
        var interceptor = new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                if (request.method().equals("POST") && request.uri().getPath().endsWith("/compliancereports")) {
                    happening.run();
                }
            }
        };
        return new KubernetesClientBuilder()
                .withConfig(client.getConfiguration())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("at the report", interceptor))
                .build();
    }
}
