package io.kspec.bench.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/// What the API server answered.
public record ApiAnswer(int code, JsonNode body) {
    private static final int FORBIDDEN = 403;

    public boolean ok() {
        return code >= 200 && code < 300;
    }

    /// Whether kspec refused, and not somebody else.
    public boolean refusedByKspec() {
        return code == FORBIDDEN && message().contains("\"%s\"".formatted(GuardedCluster.ENTRY));
    }

    /// The message of a `Status` body.
    public String message() {
        return body.path("message").asText("");
    }

    public String uid() {
        return body.path("metadata").path("uid").asText("");
    }

    @Override
    public String toString() {
        return "%d %s".formatted(code, message());
    }
}
