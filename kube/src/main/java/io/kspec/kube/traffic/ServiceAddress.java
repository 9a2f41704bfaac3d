package io.kspec.kube.traffic;

import com.fasterxml.jackson.databind.JsonNode;

/// A Service that webhooks are asked at.
public record ServiceAddress(String namespace, String name) {
    /// Of the `service` of a `clientConfig`.
    static ServiceAddress of(JsonNode service) {
        return new ServiceAddress(
                service.path("namespace").asText(""), service.path("name").asText(""));
    }
}
