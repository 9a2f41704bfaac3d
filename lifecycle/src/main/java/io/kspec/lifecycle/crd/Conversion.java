package io.kspec.lifecycle.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// How objects become objects of another version.
///
/// @param json `spec.conversion`; a missing node when the definition does not say
public record Conversion(JsonNode json) {
    private static final int HTTPS = 443;

    /// Whether the definition says anything about conversion.
    public boolean stated() {
        return json.isObject() && !json.isEmpty();
    }

    public boolean byWebhook() {
        return json.path("strategy").asText("None").equals("Webhook");
    }

    private JsonNode client() {
        return json.path("webhook").path("clientConfig");
    }

    /// Where the API server calls: the URL, or `service:port/path` with the port it would take by default.
    public String endpoint() {
        if (client().has("url")) {
            return client().path("url").asText("");
        }
        JsonNode service = client().path("service");
        return "%s/%s:%d%s"
                .formatted(
                        service.path("namespace").asText(""),
                        service.path("name").asText(""),
                        service.path("port").asInt(HTTPS),
                        service.path("path").asText("/"));
    }

    /// Whether a Service inside the cluster is called, whose certificate no public authority signs.
    public boolean callsService() {
        return client().path("service").isObject();
    }

    public boolean hasCaBundle() {
        return !client().path("caBundle").asText("").isEmpty();
    }

    /// The versions of ConversionReview that the webhook understands.
    public List<String> reviewVersions() {
        return Texts.of(json.path("webhook").path("conversionReviewVersions"));
    }
}
