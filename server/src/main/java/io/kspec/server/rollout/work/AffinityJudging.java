package io.kspec.server.rollout.work;

import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.Fleet;
import io.kspec.server.rollout.Fleet.KnownCluster;
import io.kspec.server.rollout.Fleet.KnownOperator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges whether the clusters of a plan may still have its operator: cluster and affinity may have changed since the
/// request was accepted. Reads the database alone.
@Singleton
final class AffinityJudging {
    private final Transactions transactions;
    private final Fleet fleet;

    @Inject
    AffinityJudging(Transactions transactions, Fleet fleet) {
        this.transactions = transactions;
        this.fleet = fleet;
    }

    /// Why the plan cannot be; empty when it can.
    Optional<Answer> objection(Rollout rollout) {
        List<String> names =
                rollout.clusters().stream().map(ClusterRow::cluster).toList();
        return transactions.call(
                transaction -> fleet.operator(transaction, rollout.order().operator())
                        .flatMap(operator -> objection(rollout, operator, fleet.clusters(transaction, names))));
    }

    /// What the rollout has finished in a cluster is not judged again, and a cluster that is not registered any more is
    /// refused by whoever looks into it.
    static Optional<Answer> objection(Rollout rollout, KnownOperator operator, Map<String, KnownCluster> known) {
        List<String> outside = rollout.clusters().stream()
                .filter(row -> !row.state().terminal())
                .flatMap(row -> Stream.ofNullable(known.get(row.cluster())))
                .flatMap(cluster ->
                        operator.objection(cluster).map(why -> "%s %s".formatted(cluster.name(), why)).stream())
                .toList();
        return outside.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer.Refused(
                        "%s. Nothing more is changed there: deploy to the other clusters, or change the affinity with PUT /api/v1/operators/%s."
                                .formatted(String.join("; ", outside), operator.name())));
    }
}
