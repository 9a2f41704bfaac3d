package io.kspec.server.connection;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.server.secret.Opened;
import io.kspec.server.secret.Sealed;
import io.kspec.server.secret.Sealer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/// Sealed kubeconfigs. Each is bound to the id of its cluster: copied to another cluster's row, it does not open.
@Singleton
final class CredentialRepository {
    private final Sealer sealer;

    @Inject
    CredentialRepository(Sealer sealer) {
        this.sealer = sealer;
    }

    /// A credential that is still sealed.
    record Stored(UUID cluster, String clusterName, UUID revision, Sealed sealed, Optional<Account> account) {}

    /// Of a cluster that is registered.
    Optional<Stored> find(DSLContext transaction, UUID cluster) {
        return transaction.fetchOptional("""
                        select c.id, c.name, k.revision, k.sealed, k.key_id, k.account_namespace,
                            k.account_name
                        from clusters c join cluster_credentials k on k.cluster_id = c.id
                        where c.id = ? and c.deleted_at is null
                        """, cluster).map(CredentialRepository::read);
    }

    private static Stored read(Record row) {
        String account = row.get("account_name", String.class);
        return new Stored(
                row.get("id", UUID.class),
                row.get("name", String.class),
                row.get("revision", UUID.class),
                new Sealed(row.get("sealed", byte[].class), row.get("key_id", String.class)),
                account.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Account(row.get("account_namespace", String.class), account)));
    }

    void store(DSLContext transaction, UUID cluster, Proof.Proven proven) {
        Sealed sealed = sealer.seal(proven.kubeconfig().getBytes(StandardCharsets.UTF_8), context(cluster));
        transaction.execute(
                """
                insert into cluster_credentials
                    (cluster_id, revision, sealed, key_id, account_namespace, account_name, expires_at)
                values (?, ?, ?, ?, ?, ?, cast(? as timestamptz))
                on conflict (cluster_id) do update set revision = excluded.revision, sealed = excluded.sealed,
                    key_id = excluded.key_id, account_namespace = excluded.account_namespace,
                    account_name = excluded.account_name, expires_at = excluded.expires_at
                """,
                cluster,
                UUID.randomUUID(),
                sealed.bytes(),
                sealed.keyId(),
                proven.account().map(Account::namespace).orElse(""),
                proven.account().map(Account::name).orElse(""),
                proven.expiresAt().map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null));
    }

    void erase(DSLContext transaction, UUID cluster) {
        transaction.execute("delete from cluster_credentials where cluster_id = ?", cluster);
    }

    Reading<ClusterCredential> unsealed(Stored stored) {
        return switch (sealer.open(stored.sealed(), context(stored.cluster()))) {
            case Opened.Plain plain ->
                new Reading.Known<>(new ClusterCredential(
                        stored.cluster(),
                        stored.clusterName(),
                        stored.revision(),
                        new String(plain.bytes(), StandardCharsets.UTF_8),
                        stored.account()));
            case Opened.Unreadable(Failure why) -> new Reading.Unknown<>(why);
        };
    }

    /// Wraps anew what an earlier key sealed. The revision stays: connections go on.
    ///
    /// @return why some cannot be opened any more
    List<Failure> reseal(DSLContext transaction) {
        return transaction.fetch("select cluster_id, sealed, key_id from cluster_credentials for update").stream()
                .flatMap(row -> resealed(transaction, row).stream())
                .toList();
    }

    private Optional<Failure> resealed(DSLContext transaction, Record row) {
        UUID cluster = row.get("cluster_id", UUID.class);
        var old = new Sealed(row.get("sealed", byte[].class), row.get("key_id", String.class));
        if (sealer.isCurrent(old)) {
            return Optional.empty();
        }
        Optional<Sealed> anew = sealer.reseal(old, context(cluster));
        anew.ifPresent(next -> transaction.execute(
                "update cluster_credentials set sealed = ?, key_id = ? where cluster_id = ?",
                next.bytes(),
                next.keyId(),
                cluster));
        return anew.isPresent()
                ? Optional.empty()
                : Optional.of(new Failure.Malformed(
                        "the credential does not open with the key " + old.keyId(),
                        context(cluster),
                        "Put that key back into the key ring, or give the cluster a new kubeconfig."));
    }

    private static String context(UUID cluster) {
        return "cluster/" + cluster;
    }
}
