package io.kspec.server.connection;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.server.secret.KeysAway;
import io.kspec.server.secret.Opened;
import io.kspec.server.secret.Sealed;
import io.kspec.server.secret.SealedRows;
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

/// Sealed kubeconfigs, and the ClusterTargets that stand in for one. Each kubeconfig is bound to the id of its
/// cluster: copied to another cluster's row, it does not open.
@Singleton
final class CredentialRepository implements SealedRows {
    private final Sealer sealer;

    @Inject
    CredentialRepository(Sealer sealer) {
        this.sealer = sealer;
    }

    /// How a cluster is signed in to.
    record Stored(UUID cluster, String clusterName, UUID revision, Keep keep) {}

    /// What is kept for that.
    sealed interface Keep {
        /// A credential that is still sealed.
        record Own(Sealed sealed, Optional<Account> account) implements Keep {}

        /// A reference, of which nothing is read yet.
        ///
        /// @param server the address that the target led to when it was proven
        record ByTarget(TargetReference target, String server) implements Keep {}
    }

    /// Of a cluster that is registered.
    Optional<Stored> find(DSLContext transaction, UUID cluster) {
        return transaction.fetchOptional("""
                        select c.id, c.name, c.api_server_url, k.revision, k.sealed, k.key_id, k.account_namespace,
                            k.account_name, k.holder_id, k.target_namespace, k.target_name, h.name as holder_name
                        from clusters c join cluster_credentials k on k.cluster_id = c.id
                            left join clusters h on h.id = k.holder_id
                        where c.id = ? and c.deleted_at is null
                        """, cluster).map(CredentialRepository::read);
    }

    private static Stored read(Record row) {
        Keep keep = target(row)
                .<Keep>map(target -> new Keep.ByTarget(target, row.get("api_server_url", String.class)))
                .orElseGet(() -> own(row));
        return new Stored(
                row.get("id", UUID.class), row.get("name", String.class), row.get("revision", UUID.class), keep);
    }

    private static Keep own(Record row) {
        String account = row.get("account_name", String.class);
        return new Keep.Own(
                new Sealed(row.get("sealed", byte[].class), row.get("key_id", String.class)),
                account.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Account(row.get("account_namespace", String.class), account)));
    }

    private static Optional<TargetReference> target(Record row) {
        return Optional.ofNullable(row.get("holder_id", UUID.class))
                .map(holder -> new TargetReference(
                        holder,
                        row.get("holder_name", String.class),
                        row.get("target_namespace", String.class),
                        row.get("target_name", String.class)));
    }

    void store(DSLContext transaction, UUID cluster, Proof.Proven proven) {
        erase(transaction, cluster);
        switch (proven.kept()) {
            case Kept.Own own -> storeOwn(transaction, cluster, own);
            case Kept.ByTarget(TargetReference target) ->
                transaction.execute(
                        """
                        insert into cluster_credentials (cluster_id, revision, holder_id, target_namespace, target_name)
                        values (?, ?, ?, ?, ?)
                        """, cluster, UUID.randomUUID(), target.holder(), target.namespace(), target.name());
        }
    }

    /// A kubeconfig for that cluster, to be stored. May ask Vault, so call it outside of transactions.
    Sealed seal(UUID cluster, String kubeconfig) {
        return sealer.seal(kubeconfig.getBytes(StandardCharsets.UTF_8), context(cluster));
    }

    private static void storeOwn(DSLContext transaction, UUID cluster, Kept.Own own) {
        transaction.execute(
                """
                insert into cluster_credentials
                    (cluster_id, revision, sealed, key_id, account_namespace, account_name, expires_at)
                values (?, ?, ?, ?, ?, ?, cast(? as timestamptz))
                """,
                cluster,
                UUID.randomUUID(),
                own.sealed().bytes(),
                own.sealed().keyId(),
                own.account().map(Account::namespace).orElse(""),
                own.account().map(Account::name).orElse(""),
                own.expiresAt().map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null));
    }

    void erase(DSLContext transaction, UUID cluster) {
        transaction.execute("delete from cluster_credentials where cluster_id = ?", cluster);
    }

    Reading<ClusterCredential> unsealed(Stored stored, Keep.Own own) {
        try {
            return opened(stored, own);
        } catch (KeysAway away) {
            return new Reading.Unknown<>(away.why());
        }
    }

    private Reading<ClusterCredential> opened(Stored stored, Keep.Own own) {
        return switch (sealer.open(own.sealed(), context(stored.cluster()))) {
            case Opened.Plain plain ->
                new Reading.Known<>(new ClusterCredential(
                        stored.cluster(),
                        stored.clusterName(),
                        stored.revision(),
                        new String(plain.bytes(), StandardCharsets.UTF_8),
                        own.account()));
            case Opened.Unreadable(Failure why) -> new Reading.Unknown<>(why);
        };
    }

    @Override
    public String what() {
        return "credentials of clusters";
    }

    @Override
    public List<Row> sealedByOther(DSLContext transaction, String activeKey, String after, int most) {
        return transaction.fetch("""
                        select cluster_id, sealed, key_id from cluster_credentials
                        where sealed is not null and key_id <> ? and cluster_id::text > ?
                        order by cluster_id::text limit ? for update
                        """, activeKey, after, most).map(row -> {
            UUID cluster = row.get("cluster_id", UUID.class);
            var sealed = new Sealed(row.get("sealed", byte[].class), row.get("key_id", String.class));
            return new Row(cluster.toString(), context(cluster), sealed);
        });
    }

    /// The revision stays: connections go on.
    @Override
    public void put(DSLContext transaction, Row row) {
        transaction.execute(
                "update cluster_credentials set sealed = ?, key_id = ? where cluster_id = ?",
                row.sealed().bytes(),
                row.sealed().keyId(),
                UUID.fromString(row.id()));
    }

    private static String context(UUID cluster) {
        return "cluster/" + cluster;
    }
}
