package io.kspec.server.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.kspec.server.access.Caller;
import io.kspec.server.access.Role;
import io.kspec.server.database.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/// Issues this server's tokens (RS256) and reads them again.
@Singleton
public final class Tokens {
    private static final Duration SKEW = Duration.ofMinutes(1);
    private final SigningKeys keys;
    private final TokenRepository tokens;
    private final Transactions transactions;
    private final AccountSettings settings;
    private final Clock clock;

    @Inject
    Tokens(SigningKeys keys, TokenRepository tokens, Transactions transactions, AccountSettings settings, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /// A new token with its text, which is shown once and not kept.
    public record Issued(UUID id, String text, Instant issuedAt, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[" + id + "]";
        }
    }

    /// A token for a program; its caller id is `service:<token id>`.
    public Issued forService(
            DSLContext transaction,
            String name,
            Set<Role> roles,
            List<String> environments,
            String issuedBy,
            Duration lifetime) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        IssuedToken token = new IssuedToken(
                id,
                IssuedToken.Kind.Service,
                "service:" + id,
                name,
                roles,
                environments,
                issuedBy,
                now,
                now.plus(lifetime),
                Optional.empty());
        return issue(transaction, token, Optional.empty());
    }

    Issued forLogin(DSLContext transaction, Account account) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        IssuedToken token = new IssuedToken(
                UUID.randomUUID(),
                IssuedToken.Kind.Login,
                account.id().toString(),
                account.username(),
                account.roles(),
                account.environments(),
                account.id().toString(),
                now,
                now.plus(settings.lifetime()),
                Optional.empty());
        return issue(transaction, token, account.email());
    }

    private Issued issue(DSLContext transaction, IssuedToken token, Optional<String> email) {
        RSAKey key = keys.signing(transaction, token.issuedAt(), token.expiresAt());
        tokens.add(transaction, token);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .audience(settings.audience())
                .subject(token.subject())
                .jwtID(token.id().toString())
                .issueTime(Date.from(token.issuedAt()))
                .expirationTime(Date.from(token.expiresAt()))
                .claim("unique_name", token.name())
                .claim("roles", token.roles().stream().map(Role::name).sorted().toList())
                .claim("environments", token.environments());
        email.ifPresent(address -> claims.claim("email", address));
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        SignedJWT jwt = new SignedJWT(header, claims.build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException ownKey) {
            throw new IllegalStateException(ownKey);
        }
        return new Issued(token.id(), jwt.serialize(), token.issuedAt(), token.expiresAt());
    }

    /// Who a token of ours speaks for; empty when it is not ours, not valid now, or revoked.
    Optional<Caller> caller(SignedJWT jwt) {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!isTimely(claims) || !claims.getAudience().contains(settings.audience())) {
                return Optional.empty();
            }
            UUID id = UUID.fromString(claims.getJWTID());
            boolean good =
                    transactions.call(transaction -> isSigned(transaction, jwt) && tokens.isGood(transaction, id));
            return good ? Optional.of(caller(claims)) : Optional.empty();
        } catch (ParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean isTimely(JWTClaimsSet claims) {
        Instant now = clock.instant();
        return settings.issuer().equals(claims.getIssuer())
                && claims.getJWTID() != null
                && claims.getExpirationTime() != null
                && claims.getExpirationTime().toInstant().plus(SKEW).isAfter(now);
    }

    private boolean isSigned(DSLContext transaction, SignedJWT jwt) {
        String id = jwt.getHeader().getKeyID();
        if (id == null || !JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
            return false;
        }
        return keys.confirming(transaction, id)
                .map(verifier -> confirms(verifier, jwt))
                .orElse(false);
    }

    private static boolean confirms(JWSVerifier verifier, SignedJWT jwt) {
        try {
            return jwt.verify(verifier);
        } catch (JOSEException _) {
            return false;
        }
    }

    private static Caller caller(JWTClaimsSet claims) throws ParseException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        claims.getStringListClaim("roles").forEach(role -> roles.add(Role.valueOf(role)));
        return new Caller(
                claims.getSubject(),
                claims.getStringClaim("unique_name"),
                Optional.ofNullable(claims.getStringClaim("email")),
                roles,
                claims.getStringListClaim("environments"),
                claims.getJWTID());
    }
}
