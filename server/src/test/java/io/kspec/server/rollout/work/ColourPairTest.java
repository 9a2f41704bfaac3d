package io.kspec.server.rollout.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.kube.traffic.PointedWebhook;
import io.kspec.kube.traffic.ServiceAddress;
import io.kspec.kube.traffic.ServiceMove;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.rollout.Colours;
import io.kspec.server.release.Rendering.Rendered;
import io.kspec.server.rollout.work.ColourStore.Colour;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ColourPairTest {
    private static final Colours HOMES = new Colours("blue", "green", Map.of(), false);
    private static final String SERVICE = object("Service", "\"name\": \"hooks\"", "{}");

    @Test
    void clusterScopedNamesThatBothWouldOwnAreNamed() {
        String role = object("ClusterRole", "\"name\": \"sample\"", "{}");
        String distant = object("Role", "\"name\": \"sample\", \"namespace\": \"kube-system\"", "{}");
        String own = object("ConfigMap", "\"name\": \"sample\"", "{}");
        assertThat(objection(rendered(role, distant, own), rendered(role, distant, own)))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("NAMES_COLLIDE")
                        .contains("ClusterRole sample, Role kube-system/sample")
                        .doesNotContain("ConfigMap"));
    }

    @Test
    void aWorkloadOfEveryNodeCannotBeScaledDown() {
        assertThat(objection(rendered(object("DaemonSet", "\"name\": \"agent\"", "{}")), rendered()))
                .hasValueSatisfying(why -> assertThat(why).contains("DaemonSet blue/agent"));
    }

    @Test
    void aWebhookThatTheNewVersionHasNotIsNamed() {
        Rendered running = rendered(SERVICE, hook("blue", "/validate", "", ""));
        assertThat(objection(running, rendered(SERVICE)))
                .hasValueSatisfying(why -> assertThat(why).contains("hooks:443/validate"));
        assertThat(objection(running, rendered(SERVICE, hook("green", "/v2/validate", "", ""))))
                .isPresent();
        assertThat(objection(running, rendered(SERVICE, hook("green", "/validate", "", ""))))
                .isEmpty();
    }

    @Test
    void anAuthorityThatIsInjectedForOneNamespaceIsAnObjection() {
        String annotations = ", \"annotations\": {\"cert-manager.io/inject-ca-from\": \"blue/serving\"}";
        assertThat(objection(
                        rendered(SERVICE, hook("blue", "/validate", "", annotations)),
                        rendered(SERVICE, hook("green", "/validate", "", annotations))))
                .hasValueSatisfying(why -> assertThat(why).contains("injected"));
    }

    @Test
    void servicesMoveToTheirNamesakesWithTheAuthorityThatWasInstalled() throws JsonProcessingException {
        Rendered active = rendered(SERVICE, hook("blue", "/validate", "old", ""));
        Rendered next = rendered(SERVICE, hook("green", "/validate", "rendered anew", ""));
        JsonNode installed = Json.mapper().readTree(hook("green", "/validate", "installed", ""));
        assertThat(new ColourPair(HOMES, active, next).moves(List.of(installed)))
                .containsExactly(new ServiceMove(
                        new ServiceAddress("blue", "hooks"),
                        new ServiceAddress("green", "hooks"),
                        Optional.of("installed")));
    }

    @Test
    void aConfigurationIsRehearsedWithTheAuthorityItHad() {
        PointedWebhook pointed = new PointedWebhook(
                PointedWebhook.Kind.VALIDATING,
                "blue-hooks",
                "one.example.org",
                new ServiceAddress("blue", "hooks"),
                new ServiceAddress("green", "hooks"),
                "as it was",
                "of the other");
        assertThat(ColourPair.registrations(
                        rendered(SERVICE, hook("blue", "/validate", "rendered anew", "")),
                        Colour.PLAIN.pointing(List.of(pointed))))
                .singleElement()
                .satisfies(object -> assertThat(
                                object.at("/webhooks/0/clientConfig/caBundle").asText())
                        .isEqualTo("as it was"));
    }

    private static Optional<String> objection(Rendered active, Rendered next) {
        return new ColourPair(HOMES, active, next)
                .objection(object -> object.path("kind").asText().startsWith("Cluster"));
    }

    private static String hook(String namespace, String path, String authority, String metadata) {
        return object(
                "ValidatingWebhookConfiguration",
                "\"name\": \"%s-hooks\"%s".formatted(namespace, metadata),
                """
                [{"name": "one.example.org", "clientConfig": {"caBundle": "%s",
                  "service": {"namespace": "%s", "name": "hooks", "path": "%s"}}}]
                """.formatted(authority, namespace, path));
    }

    private static String object(String kind, String metadata, String webhooks) {
        return "{\"kind\": \"%s\", \"metadata\": {%s}, \"webhooks\": %s}".formatted(kind, metadata, webhooks);
    }

    private static Rendered rendered(String... objects) {
        return new Rendered(
                Arrays.stream(objects).map(ColourPairTest::json).toList(), List.of(), List.of(), "digest", List.of());
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException torn) {
            throw new IllegalArgumentException(torn);
        }
    }
}
