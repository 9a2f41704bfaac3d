package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.State;
import io.kspec.server.access.Allowed;
import io.kspec.server.access.Caller;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.access.Role;
import io.kspec.server.audit.Actor;
import io.kspec.server.rollout.DeploymentAnswers.RollingBack;
import io.kspec.server.rollout.DeploymentAnswers.Steered;
import io.kspec.server.rollout.RolloutLists.Filter;
import io.kspec.server.rollout.RolloutRepository.Stored;
import io.kspec.server.web.Limit;
import io.kspec.server.web.Page;
import io.kspec.server.web.Problem;
import io.kspec.server.web.Slice;
import io.kspec.server.web.Tagged;
import io.kspec.server.web.Traces;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// `/deployments`: every act answers with 202 as soon as it is stored; what follows is told by GET and by events.
@Path("/api/v1/deployments")
@RunOnVirtualThread
public final class DeploymentResource {
    private static final int WRITES = 10;
    private static final int READS = 60;
    private final Submissions submissions;
    private final Steering steering;
    private final CurrentCaller caller;

    @Inject
    DeploymentResource(Submissions submissions, Steering steering, CurrentCaller caller) {
        this.submissions = submissions;
        this.steering = steering;
        this.caller = caller;
    }

    @POST
    @Allowed({Role.Operator, Role.Admin})
    @Limit(perMinute = WRITES)
    @APIResponse(
            responseCode = "202",
            description = "It will be worked on",
            content = @Content(schema = @Schema(implementation = DeploymentAnswers.Accepted.class)))
    public Response create(DeploymentRequest request) {
        Caller asking = caller.get();
        DeploymentAnswers.Accepted accepted =
                submissions.submit(request, new Submissions.Requester(Actor.of(asking), Traces.parent()));
        steering.wake();
        return Response.accepted(accepted)
                .location(URI.create("/api/v1/deployments/" + accepted.deploymentId()))
                .build();
    }

    @GET
    @Allowed({Role.Admin, Role.Operator, Role.Viewer, Role.EnvironmentOwner})
    @Limit(perMinute = READS)
    public DeploymentAnswers.Items listDeployments(
            @BeanParam Page.Query query,
            @QueryParam("operatorName") Optional<String> operatorName,
            @QueryParam("status") Optional<String> status,
            @QueryParam("initiatedBy") Optional<String> initiatedBy,
            @QueryParam("strategy") Optional<String> strategy) {
        Slice<Stored.Known> slice =
                steering.list(new Filter(operatorName, status, initiatedBy, strategy), query.page());
        return new DeploymentAnswers.Items(slice.map(DeploymentViews::item).items(), slice.paging());
    }

    @GET
    @Path("/{id}")
    @Tagged
    @Allowed({Role.Admin, Role.Operator, Role.Viewer, Role.EnvironmentOwner})
    @Limit(perMinute = READS)
    public DeploymentAnswers.Whole getDeployment(@PathParam("id") String id) {
        return steering.whole(id);
    }

    @DELETE
    @Path("/{id}")
    @Allowed({Role.Operator, Role.Admin})
    @Limit(perMinute = WRITES)
    @APIResponse(
            responseCode = "202",
            description = "It will be done",
            content = @Content(schema = @Schema(implementation = Steered.class)))
    public Response cancel(@PathParam("id") String id) {
        Rollout rollout = steering.cancel(id, caller.get());
        String message = rollout.state() == State.CANCELLED
                ? "Cancelled."
                : "Clusters in progress finish, waiting ones are skipped, nothing is rolled back.";
        return Response.accepted(new Steered(rollout.id(), State.CANCELLED.word(), message))
                .build();
    }

    @POST
    @Path("/{id}/pause")
    @Allowed({Role.Operator, Role.Admin})
    @Limit(perMinute = WRITES)
    @APIResponse(
            responseCode = "202",
            description = "It will be done",
            content = @Content(schema = @Schema(implementation = Steered.class)))
    public Response pause(@PathParam("id") String id) {
        Caller by = caller.get();
        return steered(
                steering.take(id, new Event.PauseRequested(by.name()), by),
                "No new cluster operation starts; health is watched and rollback goes on.");
    }

    @POST
    @Path("/{id}/resume")
    @Allowed({Role.Operator, Role.Admin})
    @Limit(perMinute = WRITES)
    @APIResponse(
            responseCode = "202",
            description = "It will be done",
            content = @Content(schema = @Schema(implementation = Steered.class)))
    public Response resume(@PathParam("id") String id) {
        Caller by = caller.get();
        return steered(steering.take(id, new Event.ResumeRequested(by.name()), by), "It goes on.");
    }

    @POST
    @Path("/{id}/switch")
    @Allowed(Role.Admin)
    @Limit(perMinute = WRITES)
    @APIResponse(
            responseCode = "202",
            description = "It will be done",
            content = @Content(schema = @Schema(implementation = Steered.class)))
    public Response switchTraffic(@PathParam("id") String id) {
        Caller by = caller.get();
        return steered(steering.take(id, new Event.SwitchRequested(by.name()), by), "Traffic moves.");
    }

    @POST
    @Path("/{id}/clusters/{name}/retry")
    @Allowed({Role.Operator, Role.Admin})
    @Limit(perMinute = WRITES)
    @APIResponse(
            responseCode = "202",
            description = "It will be done",
            content = @Content(schema = @Schema(implementation = Steered.class)))
    public Response retry(@PathParam("id") String id, @PathParam("name") String name) {
        Caller by = caller.get();
        return steered(
                steering.take(id, new Event.RetryRequested(by.name(), name), by), "%s is tried again.".formatted(name));
    }

    private static Response steered(Rollout rollout, String message) {
        return Response.accepted(new Steered(rollout.id(), rollout.state().word(), message))
                .build();
    }

    @POST
    @Path("/{id}/rollback")
    @Allowed(Role.Admin)
    @Limit(perMinute = WRITES)
    @APIResponse(
            responseCode = "202",
            description = "It will be rolled back",
            content = @Content(schema = @Schema(implementation = RollingBack.class)))
    public Response rollback(@PathParam("id") String id, DeploymentRequest.Back back) {
        String reason = back.reason()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Problem.invalid("reason", "is required").refused());
        Rollout rollout = steering.rollBack(id, reason, back.targetClusters().orElse(List.of()), caller.get());
        Optional<Rollout.Rollback> begun = rollout.rollback();
        RollingBack answer = new RollingBack(
                rollout.id(),
                rollout.state().word(),
                begun.map(Rollout.Rollback::reason).orElse(reason),
                begun.map(Rollout.Rollback::clusters).orElse(List.of()),
                DeploymentViews.leftOut(rollout),
                begun.flatMap(Rollout.Rollback::completedAt));
        return Response.accepted(answer).build();
    }

    @GET
    @Path("/{id}/rollback-status")
    @Allowed({Role.Admin, Role.Operator, Role.Viewer, Role.EnvironmentOwner})
    @Limit(perMinute = READS)
    public DeploymentAnswers.RollbackStatus rollbackStatus(@PathParam("id") String id) {
        return DeploymentViews.rollback(steering.read(id).rollout());
    }
}
