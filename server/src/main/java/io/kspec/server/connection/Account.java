package io.kspec.server.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import java.util.Optional;

/// A service account in a cluster.
public record Account(String namespace, String name) {
    private static final String PREFIX = "system:serviceaccount:";

    /// Of a user name as the API server tells it; empty for anybody else.
    static Optional<Account> of(String username) {
        if (!username.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = username.substring(PREFIX.length()).split(":", -1);
        return parts.length == 2 ? Optional.of(new Account(parts[0], parts[1])) : Optional.empty();
    }

    /// Who the API server says is asking, if it is a service account; servers before 1.28 do not say it.
    static Optional<Account> asking(ApiCalls calls) {
        var review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authentication.k8s.io/v1").put("kind", "SelfSubjectReview");
        return switch (calls.send(Call.post("/apis/authentication.k8s.io/v1/selfsubjectreviews", review))) {
            case Answer.Done done ->
                of(done.json().at("/status/userInfo/username").asText(""));
            case Answer.Refused _ -> Optional.empty();
        };
    }
}
