package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.testkit.ApiServer;
import org.junit.jupiter.api.Test;

@ApiServer
final class FailOpenIT {
    @Test
    void whereNothingMayFailClosedNativePoliciesRefuseInsteadOfTheWebhook(KubernetesClient client) {
        var options = OperatorOptions.onLoopback("--webhook-failure-policy=Ignore");
        try (var operator = new RunningOperator(client, options)) {
            operator.declare(Yaml.specification("prod", "mode: enforce") + "  webhooks: {failurePolicy: Fail}\n");
            assertThat(client.admissionRegistration()
                            .v1()
                            .validatingWebhookConfigurations()
                            .withName("kspec-validating-webhook")
                            .get()
                            .getWebhooks())
                    .anySatisfy(entry -> assertThat(entry.getName()).isEqualTo("observe.kspec.io"))
                    .allSatisfy(entry -> assertThat(entry.getFailurePolicy()).isEqualTo("Ignore"));
            assertThat(client.admissionRegistration()
                            .v1()
                            .validatingAdmissionPolicyBindings()
                            .list()
                            .getItems())
                    .anySatisfy(binding ->
                            assertThat(binding.getSpec().getValidationActions()).contains("Deny"));
        }
    }
}
