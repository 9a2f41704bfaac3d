package io.kspec.server.account;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.secret.Opened;
import io.kspec.server.secret.Sealed;
import io.kspec.server.secret.Sealer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The keys tokens are signed with, shared by all replicas through the database and sealed there.
///
/// The newest key signs until it is [AccountSettings#signingKeyAge] old, then the next login makes one and the old
/// private part is forgotten. Public parts confirm tokens as long as one may live.
@Singleton
final class SigningKeys {
    private static final Table<Record> KEY = table("signing_key");
    private static final Field<String> ID = field("id", String.class);
    private static final Field<String> PUBLIC = field("public_jwk", String.class);
    private static final Field<byte[]> SEALED = field("sealed", byte[].class);
    private static final Field<String> SEALED_WITH = field("sealed_with", String.class);
    private static final Field<OffsetDateTime> CREATED = field("created_at", OffsetDateTime.class);
    private static final Field<OffsetDateTime> NEEDED = field("needed_until", OffsetDateTime.class);
    private static final int BITS = 3072;

    /// One of PostgreSQL's advisory locks: who makes a key holds it until the transaction ends.
    private static final long ROTATING = 0x6b73_7065_636b_6579L;

    private final Sealer sealer;
    private final Audit audit;
    private final AccountSettings settings;
    private final Map<String, JWSVerifier> confirming = new ConcurrentHashMap<>();

    /// The one that signed last. A token takes no request to a Vault, and waits for none that is away.
    private volatile Optional<RSAKey> opened = Optional.empty();

    @Inject
    SigningKeys(Sealer sealer, Audit audit, AccountSettings settings) {
        this.sealer = sealer;
        this.audit = audit;
        this.settings = settings;
    }

    /// The key that signs a token good until `expiry`.
    ///
    /// Whoever finds none waits for the one that makes it. Nobody else waits: the update of its row keeps a key
    /// from being forgotten until the transaction ends, and finds out whether it was.
    RSAKey signing(DSLContext transaction, Instant now, Instant expiry) {
        return needed(transaction, now, expiry).orElseGet(() -> {
            transaction.execute("select pg_advisory_xact_lock({0})", DSL.val(ROTATING));
            return needed(transaction, now, expiry).orElseGet(() -> rotate(transaction, now, expiry));
        });
    }

    private Optional<RSAKey> needed(DSLContext transaction, Instant now, Instant expiry) {
        OffsetDateTime until = expiry.atOffset(ZoneOffset.UTC);
        return newest(transaction, now)
                .filter(key -> transaction
                                .update(KEY)
                                .set(NEEDED, DSL.greatest(NEEDED, DSL.val(until)))
                                .where(ID.eq(key.getKeyID()))
                                .and(SEALED.isNotNull())
                                .execute()
                        == 1);
    }

    /// Confirms what a key of ours signed; empty for a foreign id.
    Optional<JWSVerifier> confirming(DSLContext transaction, String id) {
        Optional<JWSVerifier> known = Optional.ofNullable(confirming.get(id));
        if (known.isPresent()) {
            return known;
        }
        Optional<JWSVerifier> read =
                transaction.select(PUBLIC).from(KEY).where(ID.eq(id)).fetchOptional(row -> verifier(row.get(PUBLIC)));
        read.ifPresent(verifier -> confirming.put(id, verifier));
        return read;
    }

    private Optional<RSAKey> newest(DSLContext transaction, Instant now) {
        OffsetDateTime oldest = now.minus(settings.signingKeyAge()).atOffset(ZoneOffset.UTC);
        return transaction
                .selectFrom(KEY)
                .where(SEALED.isNotNull())
                .and(CREATED.gt(oldest))
                .orderBy(CREATED.desc())
                .limit(1)
                .fetchOptional()
                .flatMap(row -> open(row.get(ID), new Sealed(row.get(SEALED), row.get(SEALED_WITH))));
    }

    /// A key that the ring no longer opens is as good as none: a new one signs.
    private Optional<RSAKey> open(String id, Sealed sealed) {
        Optional<RSAKey> known = opened.filter(key -> key.getKeyID().equals(id));
        if (known.isEmpty()) {
            known = switch (sealer.open(sealed, context(id))) {
                case Opened.Plain plain -> Optional.of(parse(new String(plain.bytes(), StandardCharsets.UTF_8)));
                case Opened.Unreadable _ -> Optional.empty();
            };
            opened = known;
        }
        return known;
    }

    private RSAKey rotate(DSLContext transaction, Instant now, Instant expiry) {
        RSAKey key = generate();
        Sealed sealed = sealer.seal(key.toJSONString().getBytes(StandardCharsets.UTF_8), context(key.getKeyID()));
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        transaction.deleteFrom(KEY).where(NEEDED.lt(time)).execute();
        transaction.update(KEY).setNull(SEALED).setNull(SEALED_WITH).execute();
        transaction
                .insertInto(KEY)
                .set(ID, key.getKeyID())
                .set(PUBLIC, key.toPublicJWK().toJSONString())
                .set(SEALED, sealed.bytes())
                .set(SEALED_WITH, sealed.keyId())
                .set(CREATED, time)
                .set(NEEDED, expiry.atOffset(ZoneOffset.UTC))
                .execute();
        audit.record(
                transaction,
                Entry.success(
                        AuditEvent.SigningKeyRotated,
                        Actor.SERVER,
                        "SigningKey",
                        key.getKeyID(),
                        "a new key signs tokens"));
        return key;
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static JWSVerifier verifier(String jwk) {
        try {
            return new RSASSAVerifier(parse(jwk));
        } catch (JOSEException changed) {
            throw new IllegalStateException("a signing key in the database is no RSA key", changed);
        }
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException changed) {
            throw new IllegalStateException("a signing key in the database is no key", changed);
        }
    }

    private static String context(String id) {
        return "signing-key/" + id;
    }
}
