package io.kspec.server.health;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.Call;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.server.connection.ClusterConnection;
import io.kspec.server.connection.ClusterFacts;
import io.kspec.server.connection.Connections;
import io.kspec.server.connection.Deadline;
import io.kspec.server.connection.Purpose;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Asks clusters how they and their operators are, with one deadline for opening the connection and all requests.
@Singleton
final class Asking {
    private static final Purpose CYCLE = Purpose.own("health checks");

    /// Of the deadline of a check: what a probe has not read by then is unread, and the rest of the check counts.
    private static final double PROBE_SHARE = 0.8;

    private final Connections connections;
    private final Probing probing;
    private final HealthSettings settings;

    @Inject
    Asking(Connections connections, Probing probing, HealthSettings settings) {
        this.connections = connections;
        this.probing = probing;
        this.settings = settings;
    }

    /// How a cluster is, while a caller waits.
    Reading<ClusterFacts> now(UUID cluster, String name, Purpose purpose) {
        Duration deadline = settings.onDemandDeadline();
        return forgetting(
                cluster,
                ask(
                        deadline,
                        name,
                        cluster,
                        purpose,
                        connection -> ClusterFacts.read(connection.calls(deadline), deadline)));
    }

    /// How a cluster is, in the cycle.
    Reading<ClusterFacts> cluster(Due.OfCluster due) {
        Duration deadline = settings.deadline();
        return forgetting(
                due.cluster(),
                ask(
                        deadline,
                        due.clusterName(),
                        due.cluster(),
                        CYCLE,
                        connection -> ClusterFacts.read(connection.calls(deadline), deadline)));
    }

    /// How an operator on a cluster is, in the cycle; unknown when the cluster does not answer or let the server in.
    Reading<List<Evidence>> operator(Due.OfOperator due, Instant now) {
        return forgetting(
                due.cluster(),
                ask(
                        settings.deadline(),
                        due.clusterName(),
                        due.cluster(),
                        CYCLE,
                        connection -> evidence(connection, due, now)));
    }

    private Reading<List<Evidence>> evidence(ClusterConnection connection, Due.OfOperator due, Instant now) {
        Duration patience = Duration.ofMillis((long) (settings.deadline().toMillis() * PROBE_SHARE));
        if (connection.calls(patience).send(Call.get("/version")) instanceof Answer.Refused refused) {
            return new Reading.Unknown<>(refused.why());
        }
        return new Reading.Known<>(probing.probe(
                connection, patience, due.target().probed(), due.seen().evidence(), now));
    }

    /// A sign-in that was refused is made anew next time.
    private <T> Reading<T> forgetting(UUID cluster, Reading<T> read) {
        if (read instanceof Reading.Unknown<T>(Failure.Unauthenticated _)) {
            connections.forget(cluster);
        }
        return read;
    }

    private <T> Reading<T> ask(
            Duration deadline,
            String name,
            UUID cluster,
            Purpose purpose,
            Function<ClusterConnection, Reading<T>> question) {
        return Deadline.within(deadline, name, () -> switch (connections.open(cluster, purpose)) {
            case Reading.Unknown<ClusterConnection>(Failure why) -> new Reading.Unknown<>(why);
            case Reading.Known<ClusterConnection>(ClusterConnection connection) -> {
                try (connection) {
                    yield question.apply(connection);
                }
            }
        });
    }
}
