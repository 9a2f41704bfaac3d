package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.traffic.ServiceAddress;
import io.kspec.kube.traffic.ServiceMove;
import io.kspec.kube.workload.WorkloadRef;
import io.kspec.lifecycle.rollout.Colours;
import io.kspec.server.release.Rendering.Rendered;
import io.kspec.server.rollout.work.ColourStore.Colour;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Two colours of an operator as their charts render them. Pure.
///
/// @param active the one that has the traffic
/// @param next the one that shall get it
record ColourPair(Colours homes, Rendered active, Rendered next) {
    /// What a colour's release leaves out until it gets the traffic.
    static final Set<String> HELD_BACK = Set.of("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration");

    private static final List<String> INJECTED =
            List.of("cert-manager.io/inject-ca-from", "cert-manager.io/inject-ca-from-secret");

    /// Why they cannot stand side by side, or traffic could not move between them; as a sentence.
    ///
    /// @param clusterScoped whether an object's kind has no namespace
    Optional<String> objection(Predicate<JsonNode> clusterScoped) {
        List<String> collisions = io.kspec.server.release.Colours.collisions(active, next, clusterScoped);
        if (!collisions.isEmpty()) {
            return Optional.of(
                    "NAMES_COLLIDE: both colours would own %s. Put the release's namespace into these names, or choose another strategy."
                            .formatted(String.join(", ", collisions)));
        }
        return Stream.of(daemons(), unanswered(), injected())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> daemons() {
        return Renderings.probed(active, homes.active()).controllers().stream()
                .filter(workload -> workload.kind() == WorkloadRef.Kind.DAEMON_SET)
                .findFirst()
                .map(
                        "%s runs on every node and cannot be scaled down. Choose another strategy than BlueGreen."
                                ::formatted);
    }

    /// Traffic that the new version has no answer to would be refused.
    private Optional<String> unanswered() {
        List<String> services = services(next);
        List<String> answered = clientConfigs(next).map(ColourPair::question).toList();
        return clientConfigs(active)
                .filter(config -> config.at("/service/namespace").asText().equals(homes.active()))
                .filter(config -> !answered.contains(question(config))
                        || !services.contains(config.at("/service/name").asText()))
                .findFirst()
                .map(config ->
                        "The new version has no webhook at %s, where the one that runs has one. Choose another strategy than BlueGreen."
                                .formatted(question(config)));
    }

    /// Whoever injects would give a webhook that is asked at the other colour the authority of this one.
    private Optional<String> injected() {
        return Stream.concat(configurations(active).stream(), active.crds().stream())
                .filter(object -> INJECTED.stream().anyMatch(object.at("/metadata/annotations")::has))
                .findFirst()
                .map(object ->
                        "%s %s has its authority injected for one namespace, so it cannot be asked in another. Choose another strategy than BlueGreen."
                                .formatted(object.path("kind").asText(), Renderings.name(object)));
    }

    /// From each Service of the active colour to the one of the same name, with the authority that vouches for it.
    ///
    /// @param heldBack of the next colour, as it was installed
    List<ServiceMove> moves(List<JsonNode> heldBack) {
        List<JsonNode> configs =
                Stream.concat(admission(heldBack), conversion(next)).toList();
        List<String> there = services(next);
        return services(active).stream()
                .filter(there::contains)
                .map(name -> new ServiceMove(
                        new ServiceAddress(homes.active(), name),
                        new ServiceAddress(homes.next(), name),
                        configs.stream()
                                .filter(config ->
                                        config.at("/service/name").asText().equals(name))
                                .map(config -> config.path("caBundle").asText())
                                .filter(authority -> !authority.isEmpty())
                                .findFirst()))
                .toList();
    }

    /// The webhook configurations of a colour as they are, or were, registered. What was installed counts: a chart
    /// may make another authority each time it is rendered.
    static List<JsonNode> registrations(Rendered colour, Colour kept) {
        if (!kept.heldBack().isEmpty()) {
            return kept.heldBack();
        }
        List<JsonNode> objects = configurations(colour).stream()
                .map(JsonNode::deepCopy)
                .map(JsonNode.class::cast)
                .toList();
        for (JsonNode object : objects) {
            for (JsonNode webhook : object.path("webhooks")) {
                kept.pointed().stream()
                        .filter(pointed -> pointed.object().equals(Renderings.name(object))
                                && pointed.webhook().equals(webhook.path("name").asText())
                                && !pointed.authority().isEmpty())
                        .findFirst()
                        .ifPresent(pointed ->
                                ((ObjectNode) webhook.path("clientConfig")).put("caBundle", pointed.authority()));
            }
        }
        return objects;
    }

    private static List<JsonNode> configurations(Rendered colour) {
        return colour.objects().stream()
                .filter(object -> HELD_BACK.contains(object.path("kind").asText()))
                .toList();
    }

    private static Stream<JsonNode> clientConfigs(Rendered colour) {
        return Stream.concat(admission(configurations(colour)), conversion(colour))
                .filter(config -> config.path("service").isObject());
    }

    private static Stream<JsonNode> admission(List<JsonNode> configurations) {
        return configurations.stream()
                .flatMap(object -> object.path("webhooks").valueStream())
                .map(webhook -> webhook.path("clientConfig"));
    }

    private static Stream<JsonNode> conversion(Rendered colour) {
        return colour.crds().stream().map(definition -> definition.at("/spec/conversion/webhook/clientConfig"));
    }

    /// Where a webhook is asked within its namespace.
    private static String question(JsonNode config) {
        JsonNode service = config.path("service");
        return "%s:%d%s"
                .formatted(
                        service.path("name").asText(),
                        service.path("port").asInt(443),
                        service.path("path").asText("/"));
    }

    private static List<String> services(Rendered colour) {
        return colour.objects().stream()
                .filter(object -> object.path("kind").asText().equals("Service"))
                .map(Renderings::name)
                .toList();
    }
}
