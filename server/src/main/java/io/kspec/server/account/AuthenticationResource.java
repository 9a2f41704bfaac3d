package io.kspec.server.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kspec.server.access.Allowed;
import io.kspec.server.access.Anyone;
import io.kspec.server.access.Caller;
import io.kspec.server.access.CurrentCaller;
import io.kspec.server.access.Role;
import io.kspec.server.web.Code;
import io.kspec.server.web.Demands;
import io.kspec.server.web.Limit;
import io.kspec.server.web.Limits;
import io.kspec.server.web.Page;
import io.kspec.server.web.Problem;
import io.kspec.server.web.Secretive;
import io.kspec.server.web.Slice;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Logging in, and the tokens of programs.
@Path("/api/v1/authentication")
@RunOnVirtualThread
public final class AuthenticationResource {
    private static final int LONGEST_NAME = 200;
    private static final int LOGINS_PER_MINUTE = 5;
    private final Logins logins;
    private final ServiceTokens tokens;
    private final Limits limits;
    private final CurrentCaller caller;

    @Inject
    AuthenticationResource(Logins logins, ServiceTokens tokens, Limits limits, CurrentCaller caller) {
        this.logins = logins;
        this.tokens = tokens;
        this.limits = limits;
        this.caller = caller;
    }

    record LoginRequest(Optional<String> username, Optional<String> password) {}

    record Login(String token, Instant expiresAt, User user) {}

    /// `role` is the highest of `roles`.
    record User(
            String id,
            String username,
            Optional<String> email,
            Optional<String> fullName,
            Optional<Role> role,
            List<Role> roles,
            Optional<List<String>> environments) {
        static User of(Caller caller, Optional<String> fullName) {
            Optional<List<String>> environments =
                    caller.has(Role.EnvironmentOwner) ? Optional.of(caller.environments()) : Optional.empty();
            List<Role> roles = caller.roles().stream().sorted().toList();
            return new User(
                    caller.id(), caller.name(), caller.email(), fullName, caller.highest(), roles, environments);
        }
    }

    record TokenList(
            List<IssuedToken> tokens, @JsonUnwrapped Slice.Paging paging) {}

    @POST
    @Path("/login")
    @Anyone
    @Limit(perMinute = LOGINS_PER_MINUTE)
    public Login login(LoginRequest request) {
        Demands demands = new Demands();
        String username = demands.text("username", request.username(), LONGEST_NAME);
        String password = demands.text("password", request.password(), LONGEST_NAME);
        demands.done();
        boolean mayTry = limits.take("login|" + username, LOGINS_PER_MINUTE * 2).granted();
        Logins.LoggedIn in = (mayTry ? logins.logIn(username, password) : Optional.<Logins.LoggedIn>empty())
                .orElseThrow(() -> new Problem(Code.UNAUTHORIZED, "User name or password is wrong.").refused());
        Account account = in.account();
        Caller known = new Caller(
                account.id().toString(),
                account.username(),
                account.email(),
                account.roles(),
                account.environments(),
                in.token().id().toString());
        return new Login(in.token().text(), in.token().expiresAt(), User.of(known, account.fullName()));
    }

    @GET
    @Path("/me")
    @Allowed({Role.Admin, Role.Operator, Role.EnvironmentOwner, Role.Viewer})
    @Limit(perMinute = 60)
    public User me() {
        return User.of(caller.get(), Optional.empty());
    }

    @POST
    @Path("/tokens")
    @Allowed(Role.Admin)
    @Limit(perMinute = 10)
    @Secretive
    @ResponseStatus(201)
    @APIResponse(
            responseCode = "201",
            description = "Issued",
            content = @Content(schema = @Schema(implementation = ServiceTokens.Created.class)))
    public ServiceTokens.Created issueToken(ServiceTokens.Request request) {
        return tokens.issue(request, caller.get());
    }

    @GET
    @Path("/tokens")
    @Allowed(Role.Admin)
    @Limit(perMinute = 10)
    public TokenList listTokens(@BeanParam Page.Query query) {
        Slice<IssuedToken> slice = tokens.list(query.page());
        return new TokenList(slice.items(), slice.paging());
    }

    @DELETE
    @Path("/tokens/{id}")
    @Allowed(Role.Admin)
    @Limit(perMinute = 10)
    public void revokeToken(@PathParam("id") UUID id) {
        tokens.revoke(id, caller.get());
    }
}
