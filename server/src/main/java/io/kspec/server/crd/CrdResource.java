package io.kspec.server.crd;

import io.kspec.server.access.Allowed;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.access.Role;
import io.kspec.server.audit.Actor;
import io.kspec.server.crd.StoredCrd.Status;
import io.kspec.server.web.Limit;
import io.kspec.server.web.Page;
import io.kspec.server.web.Problem;
import io.kspec.server.web.Tagged;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// `/api/v1/crds`.
@Path("/api/v1/crds")
@RunOnVirtualThread
public final class CrdResource {
    private final Crds crds;
    private final CrdViews views;
    private final CurrentCaller caller;

    @Inject
    CrdResource(Crds crds, CrdViews views, CurrentCaller caller) {
        this.crds = crds;
        this.views = views;
        this.caller = caller;
    }

    @POST
    @Allowed({Role.Admin, Role.Operator})
    @Limit(perMinute = 10)
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = CrdAnswer.Item.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was stored already",
            content = @Content(schema = @Schema(implementation = CrdAnswer.Item.class)))
    public Response storeCrd(CrdRequest.Store request) {
        Crds.Kept kept = crds.store(request, actor());
        CrdAnswer.Item item = CrdAnswer.Item.of(kept.crd());
        Response.ResponseBuilder answer =
                kept.added() ? Response.created(URI.create("/api/v1/crds/" + item.name())) : Response.ok();
        return answer.entity(item).build();
    }

    @GET
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public CrdAnswer.Items listCrds(
            @BeanParam Page.Query query,
            @QueryParam("operatorName") Optional<String> operator,
            @QueryParam("status") Optional<String> status) {
        return views.page(operator, status.map(CrdResource::status), query.page());
    }

    @GET
    @Path("/{name}")
    @Tagged
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public CrdAnswer.One getCrd(@PathParam("name") String name) {
        return views.one(name);
    }

    @POST
    @Path("/{name}/validate")
    @Allowed({Role.Admin, Role.Operator})
    @Limit(perMinute = 30)
    public CrdAnswer.Validated validateCrd(@PathParam("name") String name, CrdRequest.Validate request) {
        return crds.validate(name, request);
    }

    @POST
    @Path("/{name}/approve")
    @Allowed(Role.Admin)
    @Limit(perMinute = 10)
    public CrdAnswer.Approved approveCrd(@PathParam("name") String name, CrdRequest.Approve request) {
        return CrdAnswer.Approved.of(crds.approve(name, request, caller.get()));
    }

    @POST
    @Path("/{name}/deprecate")
    @Allowed(Role.Admin)
    @Limit(perMinute = 10)
    public CrdAnswer.One deprecateCrd(@PathParam("name") String name, CrdRequest.Deprecate request) {
        crds.deprecate(name, request, actor());
        return views.one(name);
    }

    private Actor actor() {
        return Actor.of(caller.get());
    }

    private static Status status(String word) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("status", "must be one of " + List.of(Status.values()))
                        .refused());
    }
}
