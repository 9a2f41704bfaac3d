package io.kspec.server.cluster;

import io.kspec.server.access.Allowed;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.access.Role;
import io.kspec.server.audit.Actor;
import io.kspec.server.web.Limit;
import io.kspec.server.web.Page;
import io.kspec.server.web.Tags;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// `/api/v1/clusters`.
@Path("/api/v1/clusters")
@RunOnVirtualThread
public final class ClusterResource {
    private final ClusterLists lists;
    private final Registration registration;
    private final Change change;
    private final Removal removal;
    private final CurrentCaller caller;
    private final Tags tags;

    @Inject
    ClusterResource(
            ClusterLists lists,
            Registration registration,
            Change change,
            Removal removal,
            CurrentCaller caller,
            Tags tags) {
        this.lists = lists;
        this.registration = registration;
        this.change = change;
        this.removal = removal;
        this.caller = caller;
        this.tags = tags;
    }

    @POST
    @Allowed(Role.Admin)
    @Limit(perMinute = 5)
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = ClusterAnswer.Registered.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such cluster holds the ClusterTarget",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    public Response registerCluster(ClusterRequest request) {
        Registration.Registered registered = registration.register(request, actor());
        return Response.created(
                        URI.create("/api/v1/clusters/" + registered.cluster().name()))
                .entity(ClusterAnswer.Registered.of(registered.cluster(), registered.warnings()))
                .build();
    }

    @GET
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public ClusterAnswer.Page listClusters(
            @BeanParam Page.Query page,
            @QueryParam("environment") Optional<String> environment,
            @QueryParam("healthStatus") Optional<String> healthStatus,
            @QueryParam("label") List<String> labels) {
        return lists.page(page.page(), FilterQuery.read(environment, healthStatus, labels));
    }

    @GET
    @Path("/{name}")
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public Response getCluster(@PathParam("name") String name) {
        return answer(lists.one(name));
    }

    @PUT
    @Path("/{name}")
    @Allowed(Role.Admin)
    @Limit(perMinute = 5)
    public Response updateCluster(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
            ClusterChange wanted) {
        change.apply(name, wanted, ifMatch, actor());
        return answer(lists.one(name));
    }

    @DELETE
    @Path("/{name}")
    @Allowed(Role.Admin)
    @Limit(perMinute = 5)
    public void deleteCluster(
            @PathParam("name") String name, @QueryParam("force") @DefaultValue("false") boolean force) {
        removal.remove(name, force, actor());
    }

    private Actor actor() {
        return Actor.of(caller.get());
    }

    /// The tag is that of what PUT can change, and the body is never answered from a cache: health moves without it.
    private Response answer(ClusterLists.Shown shown) {
        return Response.ok(ClusterAnswer.One.of(shown.cluster(), shown.operators()))
                .header(HttpHeaders.ETAG, tags.of(Change.Version.of(shown.cluster())))
                .build();
    }
}
