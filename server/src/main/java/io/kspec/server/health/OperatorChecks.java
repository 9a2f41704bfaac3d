package io.kspec.server.health;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.health.ConsecutiveFailures;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.OperatorHealth;
import io.kspec.lifecycle.health.OperatorJudgement;
import io.kspec.server.cluster.Words;
import io.kspec.server.database.Transactions;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;

/// Checks operators on clusters.
@Singleton
final class OperatorChecks {
    private static final Logger LOG = Logger.getLogger(OperatorChecks.class);

    private final CheckRepository checks;
    private final Asking asking;
    private final Transactions transactions;
    private final Instance<HealthListener> listeners;
    private final HealthSettings settings;
    private final Clock clock;

    @Inject
    OperatorChecks(
            CheckRepository checks,
            Asking asking,
            Transactions transactions,
            @Any Instance<HealthListener> listeners,
            HealthSettings settings,
            Clock clock) {
        this.checks = checks;
        this.asking = asking;
        this.transactions = transactions;
        this.listeners = listeners;
        this.settings = settings;
        this.clock = clock;
    }

    List<Due.OfOperator> claim(int most) {
        return transactions.call(transaction -> checks.claimOperators(transaction, most));
    }

    void check(Due.OfOperator due) {
        Instant now = clock.instant();
        switch (asking.operator(due, now)) {
            case Reading.Known<List<Evidence>>(List<Evidence> evidence) -> {
                OperatorHealth health =
                        OperatorJudgement.judge(evidence, true, due.target().baseline(), now);
                transactions.run(transaction -> store(transaction, due, health, Seen.of(evidence), now));
            }
            case Reading.Unknown<List<Evidence>>(Failure why) ->
                transactions.run(transaction -> store(transaction, due, OperatorHealths.unread(why), due.seen(), now));
        }
    }

    private void store(DSLContext transaction, Due.OfOperator due, OperatorHealth health, Seen seen, Instant now) {
        ConsecutiveFailures failures =
                new ConsecutiveFailures(due.failures()).after(health.reading().health());
        if (!checks.judged(transaction, due, health, seen, failures.count(), settings.operatorInterval())) {
            return;
        }
        checks.keep(transaction, due, health, failures.count());
        if (!health.reading().reachable()) {
            checks.checkSoon(transaction, due.cluster());
        }
        var check = new OperatorCheck(
                due.cluster(),
                due.clusterName(),
                due.target().operator(),
                due.target().version(),
                due.before(),
                health.reading(),
                failures,
                now);
        tell(check);
        listeners.forEach(listener -> listener.checked(transaction, check));
    }

    /// A change of health is a line in the log: what alerts are made from, without a line for each check.
    private static void tell(OperatorCheck check) {
        Health health = check.reading().health();
        if (health != check.before()) {
            LOG.logf(
                    health == Health.UNHEALTHY ? Logger.Level.WARN : Logger.Level.INFO,
                    "Operator %s %s on cluster %s is %s, was %s: %s",
                    check.operator(),
                    check.version(),
                    check.clusterName(),
                    Words.of(health),
                    Words.of(check.before()),
                    check.reading().sentence());
        }
    }
}
