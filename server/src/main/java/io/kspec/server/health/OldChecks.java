package io.kspec.server.health;

import io.kspec.server.database.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Removes the record of checks that are older than they are kept. It does no harm when several replicas do it.
@Singleton
final class OldChecks {
    private final CheckRepository checks;
    private final Transactions transactions;
    private final HealthSettings settings;

    @Inject
    OldChecks(CheckRepository checks, Transactions transactions, HealthSettings settings) {
        this.checks = checks;
        this.transactions = transactions;
        this.settings = settings;
    }

    void remove() {
        transactions.run(transaction -> checks.forget(transaction, settings.kept()));
    }
}
