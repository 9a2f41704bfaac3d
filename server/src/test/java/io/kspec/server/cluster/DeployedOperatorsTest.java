package io.kspec.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.kube.health.ProbedOperator;
import io.kspec.lifecycle.health.Baseline;
import io.kspec.server.cluster.DeployedOperator.Deployed;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.ServerTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ServerTest
final class DeployedOperatorsTest {
    private static final ProbedOperator NOTHING =
            new ProbedOperator(List.of(), List.of(), List.of(), Optional.empty(), List.of());

    @Inject
    DeployedOperators deployed;

    @Inject
    Transactions transactions;

    private final String operator = "op-" + UUID.randomUUID();

    @Test
    void anOperatorIsCountedOncePerClusterThatItRunsOn() {
        UUID one = cluster();
        UUID other = cluster();
        deploy(one, "1.0.0");
        deploy(other, "1.0.0");
        deploy(other, "1.1.0");
        assertThat(counts()).containsExactly(Map.entry(operator, 2));
        assertThat(clusters()).containsExactlyInAnyOrder(one, other);

        transactions.run(transaction -> deployed.removed(transaction, one, operator));
        assertThat(counts()).containsExactly(Map.entry(operator, 1));
        assertThat(clusters()).containsExactly(other);

        transactions.run(
                transaction -> transaction.execute("delete from deployed_operators where cluster_id = ?", other));
        assertThat(counts()).isEmpty();
        assertThat(clusters()).isEmpty();
    }

    private void deploy(UUID cluster, String version) {
        transactions.run(transaction -> deployed.deployed(
                transaction,
                cluster,
                new Deployed(operator, "widgets", version, NOTHING, Baseline.NONE),
                Instant.now()));
    }

    private Map<String, Integer> counts() {
        return transactions.call(transaction -> deployed.counts(transaction, List.of(operator, "another")));
    }

    private List<UUID> clusters() {
        return transactions.call(transaction -> deployed.of(transaction, operator)).stream()
                .map(DeployedOperator::cluster)
                .toList();
    }

    private UUID cluster() {
        UUID id = UUID.randomUUID();
        transactions.run(transaction -> transaction.execute("""
            insert into clusters (id, name, environment, api_server_url, kubernetes_version, nodes_ready,
                nodes_not_ready, health, latency_ms, registered_at, updated_at, enabled, check_due)
            values (?, ?, 'Development', '', '', 1, 0, 'Healthy', 1, now(), now(), false, now())
            """, id, "c-" + id));
        return id;
    }
}
