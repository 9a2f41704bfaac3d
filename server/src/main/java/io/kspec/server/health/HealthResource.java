package io.kspec.server.health;

import io.kspec.server.access.Anyone;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/// `GET /health`, without a token.
@Path("/health")
@RunOnVirtualThread
public final class HealthResource {
    private final Needs needs;

    @Inject
    HealthResource(Needs needs) {
        this.needs = needs;
    }

    @GET
    @Anyone
    public Response health() {
        Health health = Health.of(
                needs.database(), needs.migrations(), needs.missingKeys().isEmpty());
        int status = health.status() == Health.Status.Healthy ? 200 : 503;
        return Response.status(status).entity(health).build();
    }
}
