package io.kspec.server.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.connection.CredentialRepository.Keep;
import io.kspec.server.connection.CredentialRepository.Stored;
import io.kspec.server.database.Transactions;
import io.kspec.server.trace.About;
import io.kspec.server.trace.Fact;
import io.kspec.server.trace.Spans;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Connections to registered clusters. One client per cluster is kept open and lent to whoever asks; those that
/// nobody used for a while, or that are too many, are closed. A rotated credential opens a new one.
///
/// Safe for use by many threads.
@Singleton
public final class Connections {
    private static final int LOCKS = 64;

    /// For each request to the cluster that holds a ClusterTarget.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final CredentialRepository credentials;
    private final SignIn signIn;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final Cache<UUID, OpenClient> open;
    private final ConnectionSettings settings;

    /// Of clusters with a credential of their own, and of those that sign in by a ClusterTarget: who has one of the
    /// latter takes one of the former for the holder, never the other way round, so nobody waits in a circle.
    private final ReentrantLock[] opening = locks();

    private final ReentrantLock[] openingByTarget = locks();

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
        this.settings = settings;
        this.open = Caffeine.newBuilder()
                .expireAfterAccess(settings.idle())
                .maximumSize(settings.connections())
                .removalListener((@Nullable UUID _, @Nullable OpenClient client, RemovalCause _) ->
                        Optional.ofNullable(client).ifPresent(OpenClient::retire))
                .build();
    }

    private static ReentrantLock[] locks() {
        return Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);
    }

    /// A connection to a cluster that is registered; the caller closes it. Asks the cluster for a token where one
    /// is due, for which an interrupted thread does not wait. Unknown when the cluster is not registered any more,
    /// cannot be reached or does not accept the credential.
    ///
    /// The first use for a purpose is recorded; without a record there is no access.
    public Reading<ClusterConnection> open(UUID cluster, Purpose purpose) {
        Optional<Stored> stored = transactions.call(transaction -> credentials.find(transaction, cluster));
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

    private Reading<ClusterConnection> open(Stored stored, Purpose purpose) {
        ReentrantLock lock = lock(stored);
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

    private ReentrantLock lock(Stored stored) {
        int place = Math.floorMod(stored.cluster().hashCode(), LOCKS);
        return switch (stored.keep()) {
            case Keep.Own _ -> opening[place];
            case Keep.ByTarget _ -> openingByTarget[place];
        };
    }

    /// What a ClusterTarget says of how to sign in, read now, through the cluster that holds it. Unknown when it or
    /// its Secret cannot be read, or is not accepted.
    Reading<Accepted> read(TargetReference target, Purpose purpose) {
        Optional<Stored> holder = transactions.call(transaction -> credentials.find(transaction, target.holder()));
        if (holder.isEmpty() || holder.get().keep() instanceof Keep.ByTarget) {
            return new Reading.Unknown<>(new Failure.Malformed(
                    "cluster %s is not registered any more, or has no credential of its own"
                            .formatted(target.holderName()),
                    target.words(),
                    "Name a ClusterTarget that a registered cluster holds, or give a kubeconfig, with PUT."));
        }
        Reading<Accepted> read =
                switch (open(holder.get(), purpose)) {
                    case Reading.Unknown<ClusterConnection>(Failure why) ->
                        new Reading.Unknown<>(TargetReading.through(target, why));
                    case Reading.Known<ClusterConnection>(ClusterConnection connection) -> {
                        try (connection) {
                            yield new TargetReading(connection.calls(PATIENCE), target, signIn.limits()).read();
                        }
                    }
                };
        if (read instanceof Reading.Unknown<Accepted>(Failure.Unauthenticated _)) {
            forget(target.holder());
        }
        return read;
    }

    /// Closes what is open to a cluster, once its users are done: after a refused sign-in, or when it is deleted.
    public void forget(UUID cluster) {
        open.invalidate(cluster);
        open.cleanUp();
    }

    /// The client that is open, with a token that lasts, or a new one; taken, so that whatever retires it from now on
    /// waits for its user. The caller holds the cluster's lock.
    private Reading<OpenClient> taken(Stored stored) {
        OpenClient known = open.getIfPresent(stored.cluster());
        boolean current = known != null && known.credential().revision().equals(stored.revision());
        if (known == null || !current || !known.take()) {
            return begun(stored);
        }
        return switch (stored.keep()) {
            case Keep.Own _ -> renewed(known);
            case Keep.ByTarget _ when known.lookedSince(clock.instant().minus(settings.targetLook())) -> renewed(known);
            case Keep.ByTarget by -> followed(stored, by, known);
        };
    }

    private static Reading<OpenClient> released(OpenClient known, Failure why) {
        known.giveBack();
        return new Reading.Unknown<>(why);
    }

    private Reading<OpenClient> renewed(OpenClient known) {
        Optional<Failure> refused = known.renew(clock.instant());
        return refused.map(why -> released(known, why)).orElseGet(() -> new Reading.Known<>(known));
    }

    /// The open client as long as its target says the same; else a new one, and none where nothing can be read.
    private Reading<OpenClient> followed(Stored stored, Keep.ByTarget by, OpenClient known) {
        return switch (accepted(by)) {
            case Reading.Unknown<Accepted>(Failure why) -> released(known, why);
            case Reading.Known<Accepted>(Accepted same) when known.still(same, clock.instant()) -> renewed(known);
            case Reading.Known<Accepted>(Accepted other) -> {
                known.giveBack();
                yield kept(stored, signIn.begin(stored, other));
            }
        };
    }

    /// A target that leads to another server is not followed: what is known of the cluster is not about that one.
    private Reading<Accepted> accepted(Keep.ByTarget by) {
        Reading<Accepted> read = read(by.target(), Purpose.own("reading ClusterTargets"));
        return read instanceof Reading.Known<Accepted>(Accepted now)
                        && !now.server().toString().equals(by.server())
                ? new Reading.Unknown<>(new Failure.Malformed(
                        "it leads to %s now, and the cluster is registered at %s".formatted(now.server(), by.server()),
                        by.target().words(),
                        "If that is the same cluster, name the target again with PUT; else register the other."))
                : read;
    }

    private Reading<OpenClient> begun(Stored stored) {
        return kept(
                stored,
                switch (stored.keep()) {
                    case Keep.Own own ->
                        switch (credentials.unsealed(stored, own)) {
                            case Reading.Known<ClusterCredential>(ClusterCredential credential) ->
                                signIn.begin(credential);
                            case Reading.Unknown<ClusterCredential>(Failure why) -> new Reading.Unknown<>(why);
                        };
                    case Keep.ByTarget by ->
                        switch (accepted(by)) {
                            case Reading.Known<Accepted>(Accepted accepted) -> signIn.begin(stored, accepted);
                            case Reading.Unknown<Accepted>(Failure why) -> new Reading.Unknown<>(why);
                        };
                });
    }

    private Reading<OpenClient> kept(Stored stored, Reading<OpenClient> begun) {
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
