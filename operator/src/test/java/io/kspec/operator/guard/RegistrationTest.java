package io.kspec.operator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Reach;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.core.spec.TemplateAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class RegistrationTest {
    @Test
    void anEnforcingSpecificationFailsClosed() {
        JsonNode entry = entries(rulebook("prod", Mode.ENFORCE, FailurePolicy.FAIL, true))
                .getFirst();
        assertThat(entry.path("name").asText()).isEqualTo("enforce.kspec.io");
        assertThat(entry.path("failurePolicy").asText()).isEqualTo("Fail");
    }

    @Test
    void anAuditingSpecificationFailsOpen() {
        JsonNode entry = entries(rulebook("audit", Mode.AUDIT, FailurePolicy.IGNORE, true))
                .getFirst();
        assertThat(entry.path("name").asText()).isEqualTo("observe.kspec.io");
        assertThat(entry.path("failurePolicy").asText()).isEqualTo("Ignore");
    }

    @Test
    void oneSpecificationThatFailsClosedIsEnough() {
        List<JsonNode> entries = entries(
                rulebook("audit", Mode.AUDIT, FailurePolicy.IGNORE, true),
                rulebook("prod", Mode.ENFORCE, FailurePolicy.FAIL, true));
        assertThat(entries).hasSize(2);
        assertThat(entries.getFirst().path("failurePolicy").asText()).isEqualTo("Fail");
    }

    @Test
    void withoutASpecificationOnlyKspecsOwnKindsAreJudgedAndNeverBlocked() {
        List<JsonNode> entries = entries();
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.path("name").asText()).isEqualTo("specifications.kspec.io");
            assertThat(entry.path("failurePolicy").asText()).isEqualTo("Ignore");
        });
    }

    @Test
    void aSpecificationThatSwitchedItsWebhookOffIsNotAskedFor() {
        assertThat(entries(rulebook("off", Mode.ENFORCE, FailurePolicy.FAIL, false)))
                .hasSize(1);
    }

    @Test
    void theOwnNamespaceAndKubeSystemAreNeverMatched() {
        JsonNode entry = entries(rulebook("prod", Mode.ENFORCE, FailurePolicy.FAIL, true))
                .getFirst();
        JsonNode selector =
                entry.path("namespaceSelector").path("matchExpressions").path(0);
        assertThat(selector.path("operator").asText()).isEqualTo("NotIn");
        assertThat(StreamSupport.stream(selector.path("values").spliterator(), false)
                        .map(JsonNode::asText))
                .containsExactly("kspec-system", "kube-system", "legacy");
    }

    @Test
    void allSevenKindsAndBothWaysIntoARunningPodAreMatched() {
        JsonNode entry = entries(rulebook("prod", Mode.ENFORCE, FailurePolicy.FAIL, true))
                .getFirst();
        assertThat(StreamSupport.stream(entry.path("rules").spliterator(), false)
                        .map(rule -> rule.path("resources").path(0).asText()))
                .containsExactlyInAnyOrder(
                        "pods",
                        "deployments",
                        "statefulsets",
                        "daemonsets",
                        "replicasets",
                        "jobs",
                        "cronjobs",
                        "pods/ephemeralcontainers",
                        "pods/resize");
    }

    @Test
    void theServiceIsRegisteredUnlessAUrlIsGiven() {
        var settings = new GuardSettings("kspec-system", Set.of(), Optional.empty(), true);
        JsonNode config = new Registration(settings, "ca")
                .of(List.of())
                .object()
                .path("webhooks")
                .path(0)
                .path("clientConfig");
        assertThat(config.path("service").path("name").asText()).isEqualTo("kspec-webhook-service");
        assertThat(entries().getFirst().path("clientConfig").path("url").asText())
                .isEqualTo("https://127.0.0.1:1/validate-specification");
    }

    private static List<JsonNode> entries(Rulebook... rulebooks) {
        var settings = new GuardSettings("kspec-system", Set.of("legacy"), Optional.of("https://127.0.0.1:1"), true);
        Guard guard = new Registration(settings, "ca").of(List.of(rulebooks));
        return StreamSupport.stream(guard.object().path("webhooks").spliterator(), false)
                .toList();
    }

    private static Rulebook rulebook(String name, Mode mode, FailurePolicy failurePolicy, boolean webhook) {
        var enforcement =
                new Enforcement(mode, webhook, failurePolicy, 10, TemplateAction.WARN, NativePolicyAction.AUDIT, true);
        return new Rulebook(
                name, Optional.empty(), enforcement, Reach.WHOLE, List.of(), List.of(), List.of(), List.of());
    }
}
