package io.kspec.server.web;

import io.kspec.core.failure.Failure;
import java.util.List;

/// Why a request is refused: a code, one sentence with the values and what to do, and details. It reaches strangers:
/// never a secret, a stack or the text of a foreign exception.
public record Problem(Code code, String message, List<Detail> details) {
    public Problem {
        details = List.copyOf(details);
    }

    public Problem(Code code, String message) {
        this(code, message, List.of());
    }

    /// A request with fields that are wrong.
    public static Problem invalid(List<Detail> details) {
        return new Problem(Code.VALIDATION_ERROR, "The request is not valid: see the details, one per field.", details);
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(Detail.ofField(field, message)));
    }

    /// A failure of a call that this request asked for, such as to a cluster.
    public static Problem of(Failure failure) {
        return switch (failure) {
            case Failure.Malformed bad ->
                new Problem(Code.VALIDATION_ERROR, bad.sentence(), List.of(Detail.ofField(bad.where(), bad.what())));
            case Failure.CutOff cut -> new Problem(Code.VALIDATION_ERROR, cut.sentence());
            case Failure.NotBuilt missing -> new Problem(Code.VALIDATION_ERROR, missing.sentence());
            case Failure.Forbidden _, Failure.Unauthenticated _, Failure.Unreachable _, Failure.ServerError _ ->
                new Problem(Code.CLUSTER_UNREACHABLE, failure.sentence());
            case Failure.InternalFault _, Failure.BreakerOpen _ -> new Problem(Code.INTERNAL_ERROR, failure.sentence());
        };
    }

    public Refused refused() {
        return new Refused(this);
    }
}
