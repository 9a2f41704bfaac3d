package io.kspec.server.rollout;

import io.kspec.server.access.Allowed;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.access.Role;
import io.kspec.server.audit.Actor;
import io.kspec.server.rollout.LeaseRepository.Place;
import io.kspec.server.web.Limit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// `/api/v1/clusters/{cluster}/operators/{name}`: takes an operator out of one cluster. It is answered as soon as it
/// is stored; what became of it is told under `/undeployment`.
@Path("/api/v1/clusters/{cluster}/operators/{name}")
@RunOnVirtualThread
public final class UndeployResource {
    private final Undeployments undeployments;
    private final CurrentCaller caller;

    @Inject
    UndeployResource(Undeployments undeployments, CurrentCaller caller) {
        this.undeployments = undeployments;
        this.caller = caller;
    }

    /// The body of answers.
    record Told(
            String undeploymentId,
            String operatorName,
            String clusterName,
            String status,
            String message,
            String requestedBy,
            Instant requestedAt,
            Optional<Instant> completedAt) {
        static Told of(Undeployment what) {
            String status =
                    switch (what.state()) {
                        case Open -> "Undeploying";
                        case Done -> "Undeployed";
                        case Failed -> "Failed";
                    };
            return new Told(
                    what.id().toString(),
                    what.operator(),
                    what.cluster(),
                    status,
                    what.message(),
                    what.requestedBy().name(),
                    what.requestedAt(),
                    what.endedAt());
        }
    }

    @DELETE
    @Allowed(Role.Admin)
    @Limit(perMinute = 10)
    public Response undeployOperator(@PathParam("cluster") String cluster, @PathParam("name") String name) {
        Undeployment asked = undeployments.ask(new Place(name, cluster), Actor.of(caller.get()));
        return Response.accepted(Told.of(asked))
                .location(URI.create("/api/v1/clusters/%s/operators/%s/undeployment".formatted(cluster, name)))
                .build();
    }

    @GET
    @Path("/undeployment")
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public Told getUndeployment(@PathParam("cluster") String cluster, @PathParam("name") String name) {
        return Told.of(undeployments.newest(new Place(name, cluster)));
    }
}
