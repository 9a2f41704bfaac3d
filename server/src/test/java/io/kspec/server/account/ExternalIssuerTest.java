package io.kspec.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kspec.server.access.Caller;
import io.kspec.server.access.Role;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An issuer of tokens that is found by its discovery document, as any OpenID Connect provider is.
final class ExternalIssuerTest {
    private static final String AUDIENCE = "operator-manager-api";
    private HttpServer http;
    private RSAKey key;
    private String issuer;

    @BeforeEach
    void anIssuer() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + http.getAddress().getPort();
        http.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, issuer)));
        http.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        http.start();
    }

    @AfterEach
    void gone() {
        http.stop(0);
    }

    @Test
    void groupsBecomeRolesAndEnvironments() throws JOSEException {
        Caller caller = issuer().caller(
                        signed(key, AUDIENCE, List.of("platform", "shop", "others"), Duration.ofMinutes(5)))
                .orElseThrow();

        assertThat(caller.id()).isEqualTo(issuer + "#ada");
        assertThat(caller.roles()).containsExactlyInAnyOrder(Role.Operator, Role.EnvironmentOwner);
        assertThat(caller.environments()).containsExactly("Production");
    }

    @Test
    void aGroupThatIsNotNamedGivesNoRole() throws JOSEException {
        SignedJWT token = signed(key, AUDIENCE, List.of("others"), Duration.ofMinutes(5));
        assertThat(issuer().caller(token).orElseThrow().roles()).isEmpty();
    }

    @Test
    void anExpiredAForeignAndAMisaddressedTokenAreRefused() throws JOSEException {
        RSAKey foreign = new RSAKeyGenerator(2048).keyID("k1").generate();

        assertThat(issuer().caller(signed(key, AUDIENCE, List.of(), Duration.ofMinutes(-5))))
                .isEmpty();
        assertThat(issuer().caller(signed(foreign, AUDIENCE, List.of(), Duration.ofMinutes(5))))
                .isEmpty();
        assertThat(issuer().caller(signed(key, "another-api", List.of(), Duration.ofMinutes(5))))
                .isEmpty();
    }

    private ExternalIssuer issuer() {
        AccountSettings settings = new SmallRyeConfigBuilder()
                .withMapping(AccountSettings.class)
                .withDefaultValues(Map.of(
                        "kspec.account.oidc.issuer", issuer,
                        "kspec.account.oidc.roles.platform", "Operator",
                        "kspec.account.oidc.environments.shop", "Production"))
                .build()
                .getConfigMapping(AccountSettings.class);
        return new ExternalIssuer(settings, new ObjectMapper());
    }

    private SignedJWT signed(RSAKey with, String audience, List<String> groups, Duration lifetime)
            throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject("ada")
                .expirationTime(Date.from(Instant.now().plus(lifetime)))
                .claim("groups", groups)
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).build(), claims);
        jwt.sign(new RSASSASigner(with));
        return jwt;
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
