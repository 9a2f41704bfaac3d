package io.kspec.server.account;

import io.kspec.server.access.Allowed;
import io.kspec.server.access.Anyone;
import io.kspec.server.access.Caller;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.web.Code;
import io.kspec.server.web.Denied;
import io.kspec.server.web.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets pass whom an endpoint's [Allowed] or [Anyone] names, and nobody where it has neither.
@Singleton
public final class Allowing {
    private final CurrentCaller current;
    private final Event<Denied> denied;

    @Inject
    Allowing(CurrentCaller current, Event<Denied> denied) {
        this.current = current;
        this.denied = denied;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void whetherTheyMay(ContainerRequestContext request, ResourceInfo endpoint, HttpServerRequest http) {
        Method method = endpoint.getResourceMethod();
        if (method == null || method.isAnnotationPresent(Anyone.class)) {
            return;
        }
        Caller caller = current.known().orElseThrow(() -> new Problem(
                        Code.UNAUTHORIZED, "A valid token is needed: log in, and send it as Authorization: Bearer.")
                .refused());
        Allowed allowed = method.getAnnotation(Allowed.class);
        if (allowed != null && Arrays.stream(allowed.value()).anyMatch(caller::has)) {
            return;
        }
        String path = request.getUriInfo().getPath();
        denied.fire(new Denied(
                Code.FORBIDDEN, Optional.of(caller), http.remoteAddress().host(), request.getMethod(), path));
        throw new Problem(Code.FORBIDDEN, sentence(allowed)).refused();
    }

    private static String sentence(Allowed allowed) {
        if (allowed == null) {
            return "Nobody may do this.";
        }
        String roles = Arrays.stream(allowed.value()).map(Enum::name).collect(Collectors.joining(" or "));
        return "This needs the role %s. Ask an administrator for it.".formatted(roles);
    }
}
