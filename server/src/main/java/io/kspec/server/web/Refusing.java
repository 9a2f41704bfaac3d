package io.kspec.server.web;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Writes the answer for everything that ends a request early.
@Singleton
public final class Refusing {
    static final MediaType PROBLEM = new MediaType("application", "problem+json");
    private static final Logger LOG = Logger.getLogger(Refusing.class);
    private final Clock clock;

    @Inject
    Refusing(Clock clock) {
        this.clock = clock;
    }

    /// Without it the framework's own mapper of this type would come first.
    @ServerExceptionMapper
    public Response answer(MismatchedInputException thrown, ContainerRequestContext request) {
        return answer(Problems.of(thrown), request.getUriInfo().getPath());
    }

    @ServerExceptionMapper
    public Response answer(Throwable thrown, ContainerRequestContext request) {
        Problem problem = Problems.of(thrown);
        tell(thrown, problem, request);
        return answer(problem, request.getUriInfo().getPath());
    }

    /// A bug with its stack; trouble with somebody else in one line.
    private static void tell(Throwable thrown, Problem problem, ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (problem.code() == Code.INTERNAL_ERROR) {
            LOG.errorf(thrown, "%s %s failed", request.getMethod(), path);
        } else if (problem.code().status() >= 500) {
            LOG.warnf("%s %s: %s %s", request.getMethod(), path, problem.code(), cause(thrown, problem));
        }
    }

    /// What is answered, or what the database said, which is not.
    private static String cause(Throwable thrown, Problem problem) {
        return thrown instanceof Refused ? problem.message() : String.valueOf(thrown.getMessage());
    }

    Response answer(Problem problem, String path) {
        ProblemBody body = ProblemBody.of(problem, path, Traces.current(), clock.instant());
        Response.ResponseBuilder answer =
                Response.status(problem.code().status()).type(PROBLEM).entity(body);
        if (problem.code() == Code.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.code().status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, 5);
        }
        return answer.build();
    }
}
