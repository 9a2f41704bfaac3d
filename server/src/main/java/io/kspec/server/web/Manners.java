package io.kspec.server.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// What every answer carries: the id of its request, its entity tag, and what caches may do with it.
@Singleton
public final class Manners {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private final Tags tags;

    @Inject
    Manners(Tags tags) {
        this.tags = tags;
    }

    @ServerRequestFilter(priority = 1)
    public void nameTheRequest(ContainerRequestContext request) {
        String id = Optional.ofNullable(request.getHeaderString(REQUEST_ID))
                .filter(given -> ID.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        request.setProperty(REQUEST_ID, id);
        MDC.put("requestId", id);
    }

    @ServerResponseFilter
    public void decorate(ContainerRequestContext request, ContainerResponseContext response, ResourceInfo endpoint) {
        if (request.getProperty(REQUEST_ID) instanceof String id) {
            response.getHeaders().putSingle(REQUEST_ID, id);
        }
        Method method = endpoint.getResourceMethod();
        if (method != null && method.isAnnotationPresent(Tagged.class) && response.getStatus() == 200) {
            tag(request, response);
        } else {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private void tag(ContainerRequestContext request, ContainerResponseContext response) {
        String tag = Optional.ofNullable(response.getHeaderString(HttpHeaders.ETAG))
                .orElseGet(() -> tags.of(response.getEntity()));
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known != null && Tags.names(known, tag)) {
            response.setStatus(304);
            response.setEntity(null);
        }
    }
}
