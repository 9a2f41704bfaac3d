package io.kspec.server.operator;

import io.kspec.server.access.Allowed;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.access.Role;
import io.kspec.server.audit.Actor;
import io.kspec.server.web.Limit;
import io.kspec.server.web.Page;
import io.kspec.server.web.Problem;
import io.kspec.server.web.Tags;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// `/api/v1/operators`.
@Path("/api/v1/operators")
@RunOnVirtualThread
public final class OperatorResource {
    private final Operators operators;
    private final OperatorCharts charts;
    private final OperatorLists lists;
    private final CurrentCaller caller;
    private final Tags tags;

    @Inject
    OperatorResource(Operators operators, OperatorCharts charts, OperatorLists lists, CurrentCaller caller, Tags tags) {
        this.operators = operators;
        this.charts = charts;
        this.lists = lists;
        this.caller = caller;
        this.tags = tags;
    }

    @POST
    @Allowed({Role.Admin, Role.Operator})
    @Limit(perMinute = 10)
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = OperatorAnswer.Registered.class)))
    public Response registerOperator(OperatorRequest request) {
        Operator operator = operators.register(request, Actor.of(caller.get()));
        return Response.created(
                        URI.create("/api/v1/operators/" + operator.about().name()))
                .entity(OperatorAnswer.Registered.of(operator))
                .build();
    }

    @GET
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public OperatorAnswer.Items listOperators(
            @BeanParam Page.Query page,
            @QueryParam("namespace") Optional<String> namespace,
            @QueryParam("label") List<String> labels,
            @QueryParam("hasUpdate") Optional<String> hasUpdate) {
        var filter = new OperatorFilter(namespace, labels(labels), hasUpdate.map(OperatorResource::bool));
        return lists.page(filter, page.page());
    }

    @GET
    @Path("/{name}")
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public Response getOperator(@PathParam("name") String name) {
        return lists.one(name);
    }

    @PUT
    @Path("/{name}")
    @Allowed({Role.Admin, Role.Operator})
    @Limit(perMinute = 10)
    public Response changeOperator(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
            OperatorChange change) {
        Operator operator = operators.change(name, change, ifMatch, Actor.of(caller.get()));
        return Response.ok(OperatorAnswer.Changed.of(operator))
                .header(HttpHeaders.ETAG, tags.of(Operators.version(operator)))
                .build();
    }

    @DELETE
    @Path("/{name}")
    @Allowed(Role.Admin)
    @Limit(perMinute = 10)
    public void deleteOperator(@PathParam("name") String name) {
        operators.remove(name, Actor.of(caller.get()));
    }

    @GET
    @Path("/{name}/versions")
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 30)
    public OperatorAnswer.Versions listOperatorVersions(@PathParam("name") String name) {
        return lists.versions(name);
    }

    /// Takes a packaged chart, or an OCI image layout with one, as a new version; the same one again changes nothing.
    @POST
    @Path("/{name}/versions")
    @Consumes(MediaType.WILDCARD) // clients name archives in many ways, and what it is shows when it is read
    @Allowed({Role.Admin, Role.Operator})
    @Limit(perMinute = 10)
    @APIResponse(
            responseCode = "201",
            description = "Taken",
            content = @Content(schema = @Schema(implementation = OperatorAnswer.Uploaded.class)))
    public Response uploadOperatorVersion(@PathParam("name") String name, byte[] chart) {
        OperatorAnswer.Uploaded uploaded = charts.upload(name, chart, Actor.of(caller.get()));
        return Response.created(URI.create("/api/v1/operators/%s/versions".formatted(name)))
                .entity(uploaded)
                .build();
    }

    private static Map<String, String> labels(List<String> words) {
        var labels = new HashMap<String, String>();
        for (String word : words) {
            int sign = word.indexOf('=');
            if (sign < 1) {
                throw Problem.invalid("label", "must be key=value").refused();
            }
            labels.put(word.substring(0, sign), word.substring(sign + 1));
        }
        return labels;
    }

    private static boolean bool(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Problem.invalid("hasUpdate", "must be true or false").refused();
        };
    }
}
