package io.kspec.server.account;

import com.nimbusds.jwt.SignedJWT;
import io.kspec.server.access.Caller;
import io.kspec.server.access.CurrentCaller;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.text.ParseException;
import java.util.Optional;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Finds out who asks. It refuses nobody: what a caller without a valid token may do is for [Allowing].
@Singleton
public final class Authenticating {
    private static final String SCHEME = "Bearer ";
    private final Provider<Tokens> tokens;
    private final Provider<ExternalIssuer> external;
    private final CurrentCaller current;

    /// Providers, because filters are made before what is configured can be read.
    @Inject
    Authenticating(Provider<Tokens> tokens, Provider<ExternalIssuer> external, CurrentCaller current) {
        this.tokens = tokens;
        this.external = external;
        this.current = current;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void whoAsks(ContainerRequestContext request) {
        Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(header -> caller(header.substring(SCHEME.length()).strip()))
                .ifPresent(this::is);
    }

    private void is(Caller caller) {
        current.is(caller);
        MDC.put("userId", caller.id());
    }

    private Optional<Caller> caller(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String issuer =
                    Optional.ofNullable(jwt.getJWTClaimsSet().getIssuer()).orElse("");
            return external.get().issued(issuer)
                    ? external.get().caller(jwt)
                    : tokens.get().caller(jwt);
        } catch (ParseException _) {
            return Optional.empty();
        }
    }
}
