package io.kspec.server.web;

import java.util.Locale;

/// Every code an answer can carry, with its status and the sentence clients may show above the details. Clients
/// branch on the code: one is added, never renamed.
public enum Code {
    VALIDATION_ERROR(400, "The request is not valid"),
    INVALID_KUBECONFIG(400, "The kubeconfig cannot be used"),
    CRD_INCOMPATIBLE(400, "The custom resource definitions are not compatible"),
    CHART_REPOSITORY_UNREACHABLE(400, "The chart repository cannot be reached"),
    UNAUTHORIZED(401, "A valid token is needed"),
    FORBIDDEN(403, "Your roles do not allow this"),
    NOT_FOUND(404, "There is nothing at this address"),
    OPERATOR_NOT_FOUND(404, "There is no such operator"),
    CLUSTER_NOT_FOUND(404, "There is no such cluster"),
    DEPLOYMENT_NOT_FOUND(404, "There is no such deployment"),
    CRD_NOT_FOUND(404, "There is no such custom resource definition"),
    APPROVAL_NOT_FOUND(404, "There is no such approval"),
    VERSION_NOT_FOUND(404, "There is no such version"),
    TOKEN_NOT_FOUND(404, "There is no such token"),
    METHOD_NOT_ALLOWED(405, "This address does not know that method"),
    NOT_ACCEPTABLE(406, "The answer has no such form"),
    DEPLOYMENT_IN_PROGRESS(409, "A deployment of this operator is in progress"),
    CLUSTER_ALREADY_EXISTS(409, "A cluster of this name exists"),
    OPERATOR_ALREADY_EXISTS(409, "An operator of this name exists"),
    CRD_VERSION_EXISTS(409, "This version is stored with another schema"),
    IN_USE(409, "It is in use"),
    INVALID_STATE(409, "Its state does not allow this"),
    ALREADY_DECIDED(409, "It has been decided"),
    IDEMPOTENCY_KEY_REUSED(409, "This Idempotency-Key was used for another request"),
    IDEMPOTENCY_KEY_IN_PROGRESS(409, "The first request with this Idempotency-Key has no answer yet"),
    PRECONDITION_FAILED(412, "It has changed since you read it"),
    PAYLOAD_TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This address reads JSON"),
    RATE_LIMIT_EXCEEDED(429, "Too many requests"),
    INTERNAL_ERROR(500, "The server failed"),
    CLUSTER_UNREACHABLE(503, "The cluster cannot be reached"),
    KEYS_UNAVAILABLE(503, "The server cannot reach its keys"),
    DATABASE_UNAVAILABLE(503, "The server got no connection to its database");

    private final int status;
    private final String title;

    Code(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// The address of its page, as RFC 9457 wants.
    String type() {
        return "https://kspec.io/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
