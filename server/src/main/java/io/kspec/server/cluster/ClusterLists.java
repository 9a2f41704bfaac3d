package io.kspec.server.cluster;

import static java.util.stream.Collectors.groupingBy;

import io.kspec.server.database.Transactions;
import io.kspec.server.web.Page;
import io.kspec.server.web.Slice;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Clusters together with what runs on them, each answer from one transaction.
@Singleton
final class ClusterLists {
    private final Clusters clusters;
    private final DeployedOperators operators;
    private final Transactions transactions;

    @Inject
    ClusterLists(Clusters clusters, DeployedOperators operators, Transactions transactions) {
        this.clusters = clusters;
        this.operators = operators;
        this.transactions = transactions;
    }

    record Shown(Cluster cluster, List<DeployedOperator> operators) {}

    ClusterAnswer.Page page(Page page, ClusterFilter filter) {
        return transactions.call(transaction -> {
            List<Cluster> some = clusters.page(transaction, filter, page.limit(), page.offset());
            Map<UUID, List<DeployedOperator>> running =
                    operators.on(transaction, some.stream().map(Cluster::id).toList()).stream()
                            .collect(groupingBy(DeployedOperator::cluster));
            List<ClusterAnswer.Item> items = some.stream()
                    .map(cluster -> ClusterAnswer.Item.of(cluster, running.getOrDefault(cluster.id(), List.of())))
                    .toList();
            return new ClusterAnswer.Page(
                    items, new Slice<>(items, clusters.count(transaction, filter), page).paging());
        });
    }

    /// Throws [io.kspec.server.web.Refused] (404).
    Shown one(String name) {
        return transactions.call(transaction -> {
            Cluster cluster = Found.required(clusters.named(transaction, name), name);
            return new Shown(cluster, operators.on(transaction, List.of(cluster.id())));
        });
    }
}
