package io.kspec.server.web;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The body of every refusal: the members of RFC 9457, and beside them `error` for clients that read that shape.
@Schema(name = "Problem")
public record ProblemBody(
        String type, String title, int status, String detail, String instance, ProblemBody.Cause error) {

    /// `traceId` finds the request in logs and traces.
    @Schema(name = "ProblemCause")
    public record Cause(Code code, String message, List<Detail> details, String traceId, Instant timestamp) {
        public Cause {
            details = List.copyOf(details);
        }
    }

    static ProblemBody of(Problem problem, String path, String traceId, Instant now) {
        Code code = problem.code();
        Cause error = new Cause(code, problem.message(), problem.details(), traceId, now);
        return new ProblemBody(code.type(), code.title(), code.status(), problem.message(), path, error);
    }
}
