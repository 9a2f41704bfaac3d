package io.kspec.server.account;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.kspec.server.access.Role;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/// Which tokens were issued and are still good.
@Singleton
final class TokenRepository {
    private static final Table<Record> TOKEN = table("issued_token");
    private static final Field<UUID> ID = field("id", UUID.class);
    private static final Field<String> KIND = field("kind", String.class);
    private static final Field<String> SUBJECT = field("subject", String.class);
    private static final Field<String> NAME = field("name", String.class);
    private static final Field<String[]> ROLES = field("roles", String[].class);
    private static final Field<String[]> ENVIRONMENTS = field("environments", String[].class);
    private static final Field<String> ISSUED_BY = field("issued_by", String.class);
    private static final Field<OffsetDateTime> ISSUED = field("issued_at", OffsetDateTime.class);
    private static final Field<OffsetDateTime> EXPIRES = field("expires_at", OffsetDateTime.class);
    private static final Field<OffsetDateTime> REVOKED = field("revoked_at", OffsetDateTime.class);
    private static final Condition SERVICE = KIND.eq(IssuedToken.Kind.Service.name());

    /// Stores the token; those that expired long ago go.
    void add(DSLContext transaction, IssuedToken token) {
        transaction.deleteFrom(TOKEN).where(EXPIRES.lt(utc(token.issuedAt()))).execute();
        transaction
                .insertInto(TOKEN)
                .set(ID, token.id())
                .set(KIND, token.kind().name())
                .set(SUBJECT, token.subject())
                .set(NAME, token.name())
                .set(ROLES, token.roles().stream().map(Role::name).toArray(String[]::new))
                .set(ENVIRONMENTS, token.environments().toArray(String[]::new))
                .set(ISSUED_BY, token.issuedBy())
                .set(ISSUED, utc(token.issuedAt()))
                .set(EXPIRES, utc(token.expiresAt()))
                .execute();
    }

    boolean isGood(DSLContext transaction, UUID id) {
        return transaction.fetchExists(
                transaction.selectOne().from(TOKEN).where(ID.eq(id)).and(REVOKED.isNull()));
    }

    List<IssuedToken> list(DSLContext transaction, int limit, int offset) {
        return transaction
                .selectFrom(TOKEN)
                .where(SERVICE)
                .orderBy(ISSUED.desc(), ID)
                .limit(limit)
                .offset(offset)
                .fetch(TokenRepository::token);
    }

    long count(DSLContext transaction) {
        return transaction.fetchCount(transaction.selectFrom(TOKEN).where(SERVICE));
    }

    /// Revokes a token of any kind; the token as it was before, empty when there is none.
    Optional<IssuedToken> revoke(DSLContext transaction, UUID id, Instant now) {
        Optional<IssuedToken> token =
                transaction.selectFrom(TOKEN).where(ID.eq(id)).forUpdate().fetchOptional(TokenRepository::token);
        transaction
                .update(TOKEN)
                .set(REVOKED, utc(now))
                .where(ID.eq(id))
                .and(REVOKED.isNull())
                .execute();
        return token;
    }

    private static IssuedToken token(Record row) {
        return new IssuedToken(
                row.get(ID),
                IssuedToken.Kind.valueOf(row.get(KIND)),
                row.get(SUBJECT),
                row.get(NAME),
                Arrays.stream(row.get(ROLES)).map(Role::valueOf).collect(Collectors.toSet()),
                List.of(row.get(ENVIRONMENTS)),
                row.get(ISSUED_BY),
                row.get(ISSUED).toInstant(),
                row.get(EXPIRES).toInstant(),
                Optional.ofNullable(row.get(REVOKED)).map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
