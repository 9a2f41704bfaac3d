package io.kspec.operator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.activation.Activation;
import io.kspec.core.exemption.Exemptions;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Reach;
import io.kspec.core.rulebook.RuleModes;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Staging;
import io.kspec.core.scope.Scope;
import io.kspec.core.scope.Wildcard;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.core.spec.TemplateAction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class RegistrationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

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
        assertThat(entries)
                .extracting(entry -> entry.path("name").asText())
                .containsExactly("enforce.kspec.io", "specifications.kspec.io", "pauses.kspec.io");
    }

    @Test
    void withoutASpecificationOnlyKspecsOwnKindsAreJudgedAndNeverBlocked() {
        List<JsonNode> entries = entries();
        assertThat(entries)
                .extracting(entry -> entry.path("name").asText())
                .containsExactly("specifications.kspec.io", "pauses.kspec.io");
        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(entry.path("failurePolicy").asText()).isEqualTo("Ignore"));
    }

    @Test
    void aSpecificationThatSwitchedItsWebhookOffIsNotAskedFor() {
        assertThat(entries(rulebook("off", Mode.ENFORCE, FailurePolicy.FAIL, false)))
                .hasSize(2);
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
        var settings = new GuardSettings("kspec-system", Set.of(), Optional.empty(), true, true, true);
        JsonNode config = new Registration(settings, "ca")
                .of(new GuardDemand(List.of(), "ca", Map.of()), false, NOW)
                .object()
                .path("webhooks")
                .path(0)
                .path("clientConfig");
        assertThat(config.path("service").path("name").asText()).isEqualTo("kspec-webhook-service");
        assertThat(entries().getFirst().path("clientConfig").path("url").asText())
                .isEqualTo("https://127.0.0.1:1/validate-specification");
    }

    @Test
    void aSpecificationThatFailsClosedInOneNamespaceDoesNotMakeTheOthersDependOnKspec() {
        List<JsonNode> entries = entries(
                in("prod", FailurePolicy.FAIL, "shop"), rulebook("audit", Mode.AUDIT, FailurePolicy.IGNORE, true));
        assertThat(entries.get(0).path("name").asText()).isEqualTo("enforce.kspec.io");
        assertThat(entries.get(0).path("namespaceSelector").toString()).contains("\"In\",\"values\":[\"shop\"]");
        assertThat(entries.get(1).path("name").asText()).isEqualTo("observe.kspec.io");
        assertThat(entries.get(1).path("failurePolicy").asText()).isEqualTo("Ignore");
        assertThat(entries.get(1).path("namespaceSelector").toString())
                .contains("\"NotIn\",\"values\":[\"kspec-system\",\"kube-system\",\"legacy\",\"shop\"]");
    }

    @Test
    void whileAPersonSwitchedItOffOnlyWhatKspecIsToldIsJudged() {
        var demand =
                new GuardDemand(List.of(rulebook("prod", Mode.ENFORCE, FailurePolicy.FAIL, true)), "ca", NAMESPACES);
        JsonNode object = registration().of(demand, true, NOW).object();
        assertThat(object.path("webhooks"))
                .extracting(entry -> entry.path("name").asText())
                .containsExactly("specifications.kspec.io", "pauses.kspec.io");
        assertThat(registration().mutating(demand, true)).isEmpty();
    }

    @Test
    void defaultsAreRegisteredWhereASpecificationEnforcesAndNeverBlock() {
        var enforcing =
                new GuardDemand(List.of(rulebook("prod", Mode.ENFORCE, FailurePolicy.FAIL, true)), "ca", NAMESPACES);
        JsonNode entry =
                registration().mutating(enforcing, false).orElseThrow().object().at("/webhooks/0");
        assertThat(entry.path("failurePolicy").asText()).isEqualTo("Ignore");
        assertThat(entry.path("reinvocationPolicy").asText()).isEqualTo("IfNeeded");
        assertThat(entry.path("namespaceSelector").toString())
                .contains("kube-system")
                .contains("legacy");
        var auditing =
                new GuardDemand(List.of(rulebook("audit", Mode.AUDIT, FailurePolicy.IGNORE, true)), "ca", NAMESPACES);
        assertThat(registration().mutating(auditing, false)).isEmpty();
    }

    @Test
    void anApiServerThatCannotNarrowIsAskedAboutEverything() {
        var settings = new GuardSettings("kspec-system", Set.of(), Optional.empty(), true, false, false);
        JsonNode entry = new Registration(settings, "ca")
                .of(
                        new GuardDemand(
                                List.of(rulebook("prod", Mode.ENFORCE, FailurePolicy.FAIL, true)), "ca", Map.of()),
                        false,
                        NOW)
                .object()
                .at("/webhooks/0");
        assertThat(entry.has("matchConditions")).isFalse();
    }

    private static final Map<String, Map<String, String>> NAMESPACES =
            Map.of("shop", Map.of(), "test", Map.of(), "kube-system", Map.of());

    private static Registration registration() {
        return new Registration(
                new GuardSettings(
                        "kspec-system", Set.of("legacy"), Optional.of("https://127.0.0.1:1"), true, true, true),
                "ca");
    }

    private static Rulebook in(String name, FailurePolicy failurePolicy, String namespace) {
        Rulebook everywhere = rulebook(name, Mode.ENFORCE, failurePolicy, true);
        var scope = new Scope(List.of(new Wildcard(namespace)), List.of(), Optional.empty());
        return new Rulebook(
                name,
                everywhere.version(),
                everywhere.enforcement(),
                new Reach(scope, Activation.ALWAYS, Exemptions.NONE),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<JsonNode> entries(Rulebook... rulebooks) {
        var settings = new GuardSettings(
                "kspec-system", Set.of("legacy"), Optional.of("https://127.0.0.1:1"), true, true, true);
        Guard guard =
                new Registration(settings, "ca").of(new GuardDemand(List.of(rulebooks), "ca", NAMESPACES), false, NOW);
        return StreamSupport.stream(guard.object().path("webhooks").spliterator(), false)
                .toList();
    }

    private static Rulebook rulebook(String name, Mode mode, FailurePolicy failurePolicy, boolean webhook) {
        var enforcement = new Enforcement(
                mode,
                webhook,
                failurePolicy,
                10,
                TemplateAction.WARN,
                NativePolicyAction.AUDIT,
                false,
                true,
                Staging.NONE,
                RuleModes.NONE);
        return new Rulebook(
                name, Optional.empty(), enforcement, Reach.WHOLE, List.of(), List.of(), List.of(), List.of());
    }
}
