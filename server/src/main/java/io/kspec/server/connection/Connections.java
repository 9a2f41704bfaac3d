package io.kspec.server.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.database.Transactions;
import io.kspec.server.trace.About;
import io.kspec.server.trace.Fact;
import io.kspec.server.trace.Spans;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Connections to registered clusters. One client per cluster is kept open and lent to whoever asks; those that
/// nobody used for a while, or that are too many, are closed. A rotated credential opens a new one.
///
/// Safe for use by many threads.
@Singleton
public final class Connections {
    private final CredentialRepository credentials;
    private final SignIn signIn;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final Cache<UUID, OpenClient> open;
    private final ReentrantLock[] opening = new ReentrantLock[64];

    @Inject
    Connections(
            CredentialRepository credentials,
            SignIn signIn,
            Transactions transactions,
            Audit audit,
            Clock clock,
            ConnectionSettings settings) {
        this.credentials = credentials;
        this.signIn = signIn;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.open = Caffeine.newBuilder()
                .expireAfterAccess(settings.idle())
                .maximumSize(settings.connections())
                .removalListener((@Nullable UUID _, @Nullable OpenClient client, RemovalCause _) ->
                        Optional.ofNullable(client).ifPresent(OpenClient::retire))
                .build();
        for (int i = 0; i < opening.length; i++) {
            opening[i] = new ReentrantLock();
        }
    }

    /// A connection to a cluster that is registered; the caller closes it. Asks the cluster for a token where one
    /// is due, for which an interrupted thread does not wait. Unknown when the cluster is not registered any more,
    /// cannot be reached or does not accept the credential.
    ///
    /// The first use for a purpose is recorded; without a record there is no access.
    public Reading<ClusterConnection> open(UUID cluster, Purpose purpose) {
        Optional<CredentialRepository.Stored> stored =
                transactions.call(transaction -> credentials.find(transaction, cluster));
        if (stored.isEmpty()) {
            return new Reading.Unknown<>(new Failure.Malformed(
                    "the cluster is not registered any more", cluster.toString(), "Register it again."));
        }
        About about = About.NOTHING.with(Fact.CLUSTER, stored.get().clusterName());
        return Spans.in("cluster.connect", about, () -> {
            Reading<ClusterConnection> opened = open(stored.get(), purpose);
            if (opened instanceof Reading.Unknown<ClusterConnection>(Failure why)) {
                Spans.failed(why.reason());
            }
            return opened;
        });
    }

    /// How many clusters this replica is connected to.
    long inUse() {
        open.cleanUp();
        return open.estimatedSize();
    }

    private Reading<ClusterConnection> open(CredentialRepository.Stored stored, Purpose purpose) {
        ReentrantLock lock = opening[Math.floorMod(stored.cluster().hashCode(), opening.length)];
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Reading.Unknown<>(new Failure.Unreachable(stored.clusterName(), "the question was withdrawn"));
        }
        try {
            return switch (taken(stored)) {
                case Reading.Known<OpenClient>(OpenClient client) -> lent(client, purpose);
                case Reading.Unknown<OpenClient>(Failure why) -> new Reading.Unknown<>(why);
            };
        } finally {
            lock.unlock();
        }
    }

    /// Closes what is open to a cluster, once its users are done: after a refused sign-in, or when it is deleted.
    public void forget(UUID cluster) {
        open.invalidate(cluster);
        open.cleanUp();
    }

    /// The client that is open, with a token that lasts, or a new one; taken, so that whatever retires it from now on
    /// waits for its user. The caller holds the cluster's lock.
    private Reading<OpenClient> taken(CredentialRepository.Stored stored) {
        OpenClient known = open.getIfPresent(stored.cluster());
        boolean current = known != null && known.credential().revision().equals(stored.revision());
        if (known != null && current && known.take()) {
            Optional<Failure> refused = known.renew(clock.instant());
            refused.ifPresent(_ -> known.giveBack());
            return refused.<Reading<OpenClient>>map(Reading.Unknown::new).orElseGet(() -> new Reading.Known<>(known));
        }
        Reading<OpenClient> begun =
                switch (credentials.unsealed(stored)) {
                    case Reading.Known<ClusterCredential>(ClusterCredential credential) -> signIn.begin(credential);
                    case Reading.Unknown<ClusterCredential>(Failure why) -> new Reading.Unknown<>(why);
                };
        if (begun instanceof Reading.Known<OpenClient>(OpenClient client) && client.take()) {
            // A full cache may drop it at once; its user keeps it all the same.
            open.put(stored.cluster(), client);
        }
        return begun;
    }

    private Reading<ClusterConnection> lent(OpenClient client, Purpose purpose) {
        var lent = new ClusterConnection(client);
        try {
            if (!client.recorded(purpose.what())) {
                record(client, purpose);
                client.markRecorded(purpose.what());
            }
            return new Reading.Known<>(lent);
        } catch (RuntimeException unrecorded) {
            lent.close();
            throw unrecorded;
        }
    }

    private void record(OpenClient client, Purpose purpose) {
        String name = client.credential().clusterName();
        Entry entry = Entry.success(
                        AuditEvent.ClusterAccessed,
                        purpose.actor(),
                        "Cluster",
                        name,
                        "A connection to cluster %s was opened for %s.".formatted(name, purpose.what()))
                .with("purpose", purpose.what())
                .with("signedInAs", client.tokens().isPresent() ? "short-lived token" : "stored credential");
        transactions.run(transaction -> audit.record(transaction, entry));
    }

    /// Erases the credential; [#forget] when that is committed.
    public void erase(DSLContext transaction, UUID cluster) {
        credentials.erase(transaction, cluster);
    }

    @PreDestroy
    void close() {
        open.invalidateAll();
        open.cleanUp();
    }
}
