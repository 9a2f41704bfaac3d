package io.kspec.server.health;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.health.ClusterJudgement;
import io.kspec.lifecycle.health.Health;
import io.kspec.server.connection.ClusterFacts;
import io.kspec.server.database.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jooq.DSLContext;

/// Checks whole clusters: whether they answer, their version and their nodes.
@Singleton
final class ClusterChecks {
    private final CheckRepository checks;
    private final Asking asking;
    private final Transactions transactions;
    private final HealthSettings settings;

    @Inject
    ClusterChecks(CheckRepository checks, Asking asking, Transactions transactions, HealthSettings settings) {
        this.checks = checks;
        this.asking = asking;
        this.transactions = transactions;
        this.settings = settings;
    }

    List<Due.OfCluster> claim(int most) {
        return transactions.call(transaction -> checks.claimClusters(transaction, most));
    }

    void check(Due.OfCluster due) {
        switch (asking.cluster(due)) {
            case Reading.Known<ClusterFacts>(ClusterFacts facts) ->
                transactions.run(transaction -> answered(transaction, due, facts));
            case Reading.Unknown<ClusterFacts>(Failure why) ->
                transactions.run(transaction -> silent(transaction, due, why));
        }
    }

    private void answered(DSLContext transaction, Due.OfCluster due, ClusterFacts facts) {
        Health health =
                ClusterJudgement.judge(true, facts.nodesNotReady(), checks.operators(transaction, due.cluster()));
        if (checks.answered(transaction, due, facts, health, settings.clusterInterval())) {
            checks.keep(transaction, due, health, facts.latency().toMillis(), "");
        }
    }

    /// Whoever cannot be asked says nothing about operators; a refused right to list nodes does not reach so far.
    private void silent(DSLContext transaction, Due.OfCluster due, Failure why) {
        if (!checks.silent(transaction, due, why.sentence(), settings.clusterInterval())) {
            return;
        }
        checks.keep(transaction, due, Health.UNHEALTHY, settings.deadline().toMillis(), why.sentence());
        if (why instanceof Failure.Unreachable
                || why instanceof Failure.Unauthenticated
                || why instanceof Failure.Malformed) {
            checks.operatorsUnknown(transaction, due.cluster(), why.sentence());
        }
    }
}
