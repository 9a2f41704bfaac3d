package io.kspec.kube.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Pages;
import java.util.ArrayList;
import java.util.List;

/// Finds what is asked at a Service.
final class WebhookSearch {
    private final ApiCalls calls;

    WebhookSearch(ApiCalls calls) {
        this.calls = calls;
    }

    Reading<List<PointedWebhook>> find(List<ServiceMove> moves) {
        var found = new ArrayList<PointedWebhook>();
        for (PointedWebhook.Kind kind : PointedWebhook.Kind.values()) {
            switch (new Pages(calls).list(kind.path())) {
                case Reading.Known<List<ObjectNode>> objects ->
                    objects.value().forEach(object -> collect(kind, object, moves, found));
                case Reading.Unknown<List<ObjectNode>> unknown -> {
                    return new Reading.Unknown<>(unknown.why());
                }
            }
        }
        return new Reading.Known<>(found);
    }

    private static void collect(
            PointedWebhook.Kind kind, JsonNode object, List<ServiceMove> moves, List<PointedWebhook> found) {
        if (kind == PointedWebhook.Kind.CONVERSION) {
            collect(kind, object, "", object.at("/spec/conversion/webhook/clientConfig"), moves, found);
            return;
        }
        for (JsonNode webhook : object.path("webhooks")) {
            collect(kind, object, webhook.path("name").asText(""), webhook.path("clientConfig"), moves, found);
        }
    }

    private static void collect(
            PointedWebhook.Kind kind,
            JsonNode object,
            String webhook,
            JsonNode config,
            List<ServiceMove> moves,
            List<PointedWebhook> found) {
        ServiceAddress at = ServiceAddress.of(config.path("service"));
        moves.stream()
                .filter(move -> move.from().equals(at))
                .findFirst()
                .ifPresent(move -> found.add(new PointedWebhook(
                        kind,
                        object.at("/metadata/name").asText(""),
                        webhook,
                        move.from(),
                        move.to(),
                        config.path("caBundle").asText(""),
                        move.authority().orElse(""))));
    }
}
