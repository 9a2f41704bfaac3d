package io.kspec.server.audit;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Notes where each request comes from, before anything about it can be recorded.
@Singleton
public final class Remembering {
    private final Origin.Request origin;

    @Inject
    Remembering(Origin.Request origin) {
        this.origin = origin;
    }

    @ServerRequestFilter(priority = 2)
    public void remember(HttpServerRequest http) {
        origin.is(http);
    }
}
