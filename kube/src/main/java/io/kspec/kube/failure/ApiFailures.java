package io.kspec.kube.failure;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.failure.Failure;
import java.util.Objects;

/// Turns what the client throws into a failure, by HTTP status and never by the words of a message.
public final class ApiFailures {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private ApiFailures() {}

    /// What an exception means to a reader.
    ///
    /// @param verb what was tried: get, list, write
    /// @param resource the plural of what it was tried on
    /// @param where the object, or the namespace, or "the cluster"
    public static Failure of(KubernetesClientException thrown, String verb, String resource, String where) {
        if (thrown.getCode() <= 0) { // no answer has a status code of its own, and the client uses both 0 and -1
            return new Failure.Unreachable(where, rootMessage(thrown));
        }
        return switch (thrown.getCode()) {
            case UNAUTHORIZED, FORBIDDEN -> new Failure.Forbidden(verb, resource, where);
            default ->
                new Failure.ServerError(
                        "%s %s at %s".formatted(verb, resource, where),
                        "%d %s".formatted(thrown.getCode(), reason(thrown)));
        };
    }

    private static String reason(KubernetesClientException thrown) {
        var status = thrown.getStatus();
        return status == null
                ? Objects.requireNonNullElse(thrown.getMessage(), "without a reason")
                : Objects.requireNonNullElse(
                        status.getMessage(), Objects.requireNonNullElse(status.getReason(), "without a reason"));
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    }
}
