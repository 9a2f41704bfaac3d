package io.kspec.server.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.kspec.server.access.Caller;
import io.kspec.server.access.Role;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Tokens of an OpenID Connect issuer, when one is configured: found by its discovery document on first use, its
/// keys cached and fetched again when an unknown one appears. Groups become roles as configured; without one that
/// counts the caller has no role.
@Singleton
final class ExternalIssuer {
    private static final Logger LOG = Logger.getLogger(ExternalIssuer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);
    private final AccountSettings.Oidc settings;
    private final ObjectMapper json;
    private Optional<DefaultJWTProcessor<SecurityContext>> found = Optional.empty();

    @Inject
    ExternalIssuer(AccountSettings settings, ObjectMapper json) {
        this.settings = settings.oidc();
        this.json = json;
    }

    boolean issued(String issuer) {
        return settings.issuer().map(URI::toString).filter(issuer::equals).isPresent();
    }

    /// Who the token speaks for; empty when it is not valid, and when the issuer cannot be asked (which is logged).
    Optional<Caller> caller(SignedJWT jwt) {
        try {
            Optional<DefaultJWTProcessor<SecurityContext>> processor = processor();
            return processor.isEmpty()
                    ? Optional.empty()
                    : Optional.of(caller(processor.get().process(jwt, null)));
        } catch (BadJOSEException | ParseException _) {
            return Optional.empty();
        } catch (JOSEException unavailable) {
            LOG.warnf("Keys of the issuer %s: %s", settings.issuer().orElseThrow(), unavailable.getMessage());
            return Optional.empty();
        }
    }

    private synchronized Optional<DefaultJWTProcessor<SecurityContext>> processor() {
        if (found.isEmpty()) {
            found = discover();
        }
        return found;
    }

    private Optional<DefaultJWTProcessor<SecurityContext>> discover() {
        URI issuer = settings.issuer().orElseThrow();
        URI document = URI.create(issuer.toString().replaceAll("/$", "") + "/.well-known/openid-configuration");
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(document).timeout(PATIENCE).build();
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            JsonNode discovered = json.readTree(body);
            if (!issuer.toString().equals(discovered.path("issuer").asText())) {
                LOG.warnf("%s does not name the configured issuer %s", document, issuer);
                return Optional.empty();
            }
            return Optional.of(processor(URI.create(discovered.path("jwks_uri").asText())));
        } catch (JsonProcessingException none) {
            LOG.warnf("%s is no JSON", document);
        } catch (IOException silent) {
            LOG.warnf("%s does not answer: %s", document, silent.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private DefaultJWTProcessor<SecurityContext> processor(URI keys) throws IOException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                ALGORITHMS, JWKSourceBuilder.create(keys.toURL()).retrying(true).build()));
        JWTClaimsSet exact = new JWTClaimsSet.Builder()
                .issuer(settings.issuer().orElseThrow().toString())
                .build();
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(settings.audience(), exact, Set.of("sub", "exp")));
        return processor;
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        List<String> groups = Optional.ofNullable(claims.getStringListClaim(settings.groupsClaim()))
                .orElse(List.of());
        Set<Role> roles = EnumSet.noneOf(Role.class);
        groups.forEach(group -> Optional.ofNullable(settings.roles().get(group)).ifPresent(roles::add));
        List<String> environments = groups.stream()
                .flatMap(group -> Optional.ofNullable(settings.environments().get(group)).stream())
                .toList();
        if (!environments.isEmpty()) {
            roles.add(Role.EnvironmentOwner);
        }
        String name =
                Optional.ofNullable(claims.getStringClaim("preferred_username")).orElse(claims.getSubject());
        return new Caller(
                claims.getIssuer() + "#" + claims.getSubject(),
                name,
                Optional.ofNullable(claims.getStringClaim("email")),
                roles,
                environments,
                Optional.ofNullable(claims.getJWTID()).orElse(""));
    }
}
