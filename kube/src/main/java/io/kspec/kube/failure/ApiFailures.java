package io.kspec.kube.failure;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.failure.Failure;
import java.util.Optional;

/// Turns what the client throws into a failure that names the server, by HTTP status and never by the words of a
/// message.
public final class ApiFailures {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private ApiFailures() {}

    /// A refusal, a silence or an error of the server, told apart by the status code.
    ///
    /// @param server the server that was asked
    /// @param verb what was asked of it, as roles name it: `list`
    /// @param resource of what, as roles name it: `pods`
    /// @param scope a namespace, an object, or "the cluster"
    public static Failure of(
            KubernetesClientException refused, String server, String verb, String resource, String scope) {
        if (refused.getCode() <= 0) { // no answer has a status code of its own, and the client uses both 0 and -1
            return new Failure.Unreachable(server, cause(refused));
        }
        return switch (refused.getCode()) {
            case UNAUTHORIZED -> new Failure.Unauthenticated(server);
            case FORBIDDEN -> new Failure.Forbidden(verb, resource, scope);
            default ->
                new Failure.ServerError(
                        "%s %s: %s".formatted(verb, resource, scope),
                        "%d %s".formatted(refused.getCode(), reason(refused)));
        };
    }

    private static String reason(KubernetesClientException refused) {
        return Optional.ofNullable(refused.getStatus())
                .map(Status::getMessage)
                .or(() -> Optional.ofNullable(refused.getMessage()))
                .flatMap(text -> text.lines().findFirst())
                .orElse("without a reason");
    }

    /// The innermost sentence: "Connection refused" says more than "Operation: [list] failed".
    private static String cause(Throwable failed) {
        Throwable inner = failed;
        while (inner.getCause() != null && !inner.getCause().equals(inner)) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return message == null || message.isBlank()
                ? inner.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
