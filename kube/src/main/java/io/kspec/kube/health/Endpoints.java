package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Part;
import java.time.Duration;

/// Asks a webhook at the endpoint it is registered with: at a URL directly, at a Service through the API server.
final class Endpoints {
    private static final int HTTPS = 443;

    private final ApiCalls calls;
    private final UrlWebhooks urls;
    private final Duration patience;

    Endpoints(ApiCalls calls, UrlWebhooks urls, Duration patience) {
        this.calls = calls;
        this.urls = urls;
        this.patience = patience;
    }

    Evidence ask(JsonNode clientConfig, ObjectNode review) {
        if (clientConfig.path("service").isObject()) {
            return atService(clientConfig, review);
        }
        return switch (urls) {
            case ASKED -> UrlEndpoint.of(clientConfig, patience).ask(review);
            case NOT_ASKED ->
                new Evidence.Unread(
                        Part.WEBHOOK,
                        "%s is registered by a URL, and there is no object to ask it about"
                                .formatted(address(clientConfig)));
        };
    }

    /// For a person.
    static String address(JsonNode clientConfig) {
        JsonNode service = clientConfig.path("service");
        return service.isObject()
                ? "https://%s.%s.svc:%d%s"
                        .formatted(
                                service.path("name").asText(""),
                                service.path("namespace").asText(""),
                                service.path("port").asInt(HTTPS),
                                service.path("path").asText("/"))
                : clientConfig.path("url").asText("");
    }

    /// The API server's proxy verifies no certificate, so what can be said of that is what lies in the cluster.
    private Evidence atService(JsonNode clientConfig, ObjectNode review) {
        var expiry = new ServingCertificates(calls).expiry(clientConfig);
        return switch (post(calls, clientConfig.path("service"), review)) {
            case Answer.Done done ->
                new Evidence.Webhook(address(clientConfig), Reviews.isAnswer(done.json()), done.took(), true, expiry);
            case Answer.Refused refused
            when refused.code() == 401 || refused.code() == 403 || refused.silent() ->
                new Evidence.Unread(Part.WEBHOOK, refused.why().sentence());
            case Answer.Refused _ -> new Evidence.Webhook(address(clientConfig), false, Duration.ZERO, true, expiry);
        };
    }

    /// What a Service answers.
    ///
    /// @param service as a `clientConfig` names it
    static Answer post(ApiCalls calls, JsonNode service, ObjectNode review) {
        String path = "/api/v1/namespaces/%s/services/https:%s:%d/proxy%s"
                .formatted(
                        service.path("namespace").asText(""),
                        service.path("name").asText(""),
                        service.path("port").asInt(HTTPS),
                        service.path("path").asText("/"));
        return calls.send(Call.post(path, review));
    }
}
