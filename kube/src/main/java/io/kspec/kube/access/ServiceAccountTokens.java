package io.kspec.kube.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// Mints short-lived tokens for service accounts.
public final class ServiceAccountTokens {
    private final ApiCalls calls;

    public ServiceAccountTokens(ApiCalls calls) {
        this.calls = calls;
    }

    /// A token that is good for the API server itself.
    ///
    /// @param lifetime at least 10 minutes, less is refused; the server may grant less than was asked for
    public Reading<MintedToken> mint(String namespace, String serviceAccount, Duration lifetime) {
        String path = "/api/v1/namespaces/%s/serviceaccounts/%s/token".formatted(namespace, serviceAccount);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("apiVersion", "authentication.k8s.io/v1").put("kind", "TokenRequest");
        request.putObject("spec").put("expirationSeconds", lifetime.toSeconds());
        return switch (calls.send(Call.post(path, request))) {
            case Answer.Done done -> minted(done.json().path("status"), path);
            case Answer.Refused refused -> new Reading.Unknown<>(refused.why());
        };
    }

    private static Reading<MintedToken> minted(JsonNode status, String path) {
        try {
            Instant expires = Instant.parse(status.path("expirationTimestamp").asText(""));
            String token = status.path("token").asText("");
            if (!token.isEmpty()) {
                return new Reading.Known<>(new MintedToken(token, expires));
            }
        } catch (DateTimeParseException unreadable) {
            // said below: an answer without its time is as useless as one without a token
        }
        return new Reading.Unknown<>(new Failure.ServerError(path, "something that is no token"));
    }
}
