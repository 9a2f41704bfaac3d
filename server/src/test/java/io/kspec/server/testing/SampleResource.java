package io.kspec.server.testing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kspec.server.access.Allowed;
import io.kspec.server.access.Anyone;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.access.Role;
import io.kspec.server.web.Limit;
import io.kspec.server.web.Page;
import io.kspec.server.web.Secretive;
import io.kspec.server.web.Slice;
import io.kspec.server.web.Tagged;
import io.kspec.server.web.Tags;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Endpoints of no feature, on which the manners of all of them are tried.
@Path("/api/v1/samples")
@RunOnVirtualThread
public final class SampleResource {
    private static final AtomicInteger MADE = new AtomicInteger();
    private final Tags tags;
    private final CurrentCaller caller;

    @Inject
    SampleResource(Tags tags, CurrentCaller caller) {
        this.tags = tags;
        this.caller = caller;
    }

    public record Sample(String name, int number) {}

    public record Samples(
            List<Integer> samples, @JsonUnwrapped Slice.Paging paging) {}

    public record Nested(Sample sample, List<Sample> more) {}

    @POST
    @Anyone
    public Sample echo(Nested nested) {
        return nested.sample();
    }

    @POST
    @Path("/made")
    @Allowed(Role.Operator)
    public Response make(Sample sample) {
        if (sample.name().equals("refused")) {
            throw io.kspec.server.web.Problem.invalid("name", "is refused").refused();
        }
        int number = MADE.incrementAndGet();
        return Response.created(URI.create("/api/v1/samples/" + number))
                .entity(new Sample(sample.name(), number))
                .build();
    }

    @POST
    @Path("/secrets")
    @Secretive
    @Allowed(Role.Operator)
    public Sample secret() {
        return new Sample("secret", MADE.incrementAndGet());
    }

    @GET
    @Anyone
    public Samples list(@BeanParam Page.Query query) {
        Page page = query.page();
        List<Integer> all = IntStream.range(0, 45).boxed().toList();
        List<Integer> some =
                all.stream().skip(page.offset()).limit(page.limit()).toList();
        return new Samples(some, new Slice<>(some, all.size(), page).paging());
    }

    @GET
    @Path("/one/{name}")
    @Tagged
    @Anyone
    public Sample one(@PathParam("name") String name) {
        return new Sample(name, 1);
    }

    @PUT
    @Path("/one/{name}")
    @Anyone
    public Sample put(@PathParam("name") String name, @HeaderParam("If-Match") Optional<String> ifMatch, Sample next) {
        tags.demand(ifMatch, new Sample(name, 1));
        return next;
    }

    @GET
    @Path("/bug")
    @Anyone
    public Sample bug() {
        return new Sample("", Integer.parseInt("the password is hunter2"));
    }

    @GET
    @Path("/limited")
    @Limit(perMinute = 2)
    @Anyone
    public Sample limited() {
        return new Sample("limited", 0);
    }

    @GET
    @Path("/forgotten")
    public Sample forgotten() {
        return new Sample("an endpoint that says nothing about who may", 0);
    }

    @GET
    @Path("/who")
    @Allowed({Role.Admin, Role.Operator, Role.Viewer, Role.EnvironmentOwner})
    public Sample who() {
        return new Sample(caller.get().name(), 0);
    }
}
