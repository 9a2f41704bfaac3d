package io.kspec.server.web;

import io.kspec.server.access.Caller;
import io.kspec.server.access.CurrentCaller;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Counts every request to the API, those of an endpoint with [Limit] once more, and refuses what is above; runs
/// once it is known who asks, and before it is judged whether they may, so that guessing tokens is limited too.
@Singleton
public final class Limiting {
    /// Between finding out who asks (1000) and judging whether they may (2000).
    private static final int PRIORITY = 1500;

    private static final String TAKEN = "kspec.limit";
    private static final String API = "/api/";

    /// What one user may ask of all endpoints together, times the factor. Not what all users may: one of them could
    /// shut out the others.
    private static final int EVERYTHING = 1000;

    /// Of a factor: no limit of ours times this overflows.
    private static final int MOST_TIMES = 1_000_000;

    private static final String ALL = "all|";
    private final Limits limits;
    private final Provider<LimitSettings> settings;
    private final CurrentCaller caller;
    private final Refusing refusing;
    private final Event<Denied> denied;
    private final Clock clock;

    @Inject
    Limiting(
            Limits limits,
            Provider<LimitSettings> settings,
            CurrentCaller caller,
            Refusing refusing,
            Event<Denied> denied,
            Clock clock) {
        this.limits = limits;
        this.settings = settings;
        this.caller = caller;
        this.refusing = refusing;
        this.denied = denied;
        this.clock = clock;
    }

    @ServerRequestFilter(priority = PRIORITY)
    public Optional<Response> take(ContainerRequestContext request, ResourceInfo endpoint, HttpServerRequest http) {
        String address = http.remoteAddress().host();
        String who = caller.known().map(Caller::id).orElse("address:" + address);
        if (http.path().startsWith(API)) {
            Limits.Taken all = limits.take(ALL + who, EVERYTHING * factor());
            request.setProperty(TAKEN, all);
            if (!all.granted()) {
                return Optional.of(refuse(request, all, ALL + who, address));
            }
        }
        Method method = endpoint.getResourceMethod();
        Limit limit = method == null ? null : method.getAnnotation(Limit.class);
        if (limit == null) {
            return Optional.empty();
        }
        String what = limit.shared().isEmpty()
                ? method.getDeclaringClass().getSimpleName() + '.' + method.getName()
                : limit.shared();
        Limits.Taken taken = limits.take(what + '|' + who, limit.perMinute() * factor());
        request.setProperty(TAKEN, taken);
        return taken.granted() ? Optional.empty() : Optional.of(refuse(request, taken, what + '|' + who, address));
    }

    /// Asked for when it is needed: filters are made before settings are read.
    private int factor() {
        return Math.clamp(settings.get().factor(), 1, MOST_TIMES);
    }

    /// A flood becomes one event per minute, user and endpoint, or it would flood the audit log as well.
    private Response refuse(ContainerRequestContext request, Limits.Taken taken, String key, String address) {
        String path = request.getUriInfo().getPath();
        if (limits.take("told|" + key, 1).granted()) {
            denied.fire(new Denied(Code.RATE_LIMIT_EXCEEDED, caller.known(), address, request.getMethod(), path));
        }
        String message = "More than %d requests in a minute. Try again in %d seconds."
                .formatted(taken.perMinute(), taken.retrySeconds());
        Response answer = refusing.answer(new Problem(Code.RATE_LIMIT_EXCEEDED, message), path);
        return Response.fromResponse(answer)
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, taken.retrySeconds()))
                .build();
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(TAKEN) instanceof Limits.Taken taken) {
            response.getHeaders().putSingle("X-RateLimit-Limit", taken.perMinute());
            response.getHeaders().putSingle("X-RateLimit-Remaining", taken.remaining());
            response.getHeaders()
                    .putSingle("X-RateLimit-Reset", clock.instant().getEpochSecond() + taken.resetSeconds());
        }
    }
}
