package io.kspec.server.operator;

import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.version.SemanticVersion;
import io.kspec.server.chart.ChartEntry;
import io.kspec.server.chart.ChartRepositories;
import io.kspec.server.chart.ChartSettings;
import io.kspec.server.chart.Listing;
import io.kspec.server.database.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Asks repositories for new versions: one after the other, each by one replica, and when somebody looks at an old
/// list. A repository that does not answer changes nothing but the reason that is kept with the operator.
@Singleton
public final class VersionRefresh {
    private static final int AT_ONCE = 20;

    private final Transactions transactions;
    private final OperatorRepository operators;
    private final VersionRepository versions;
    private final ChartRepositories charts;
    private final ChartSettings settings;
    private final Clock clock;

    @Inject
    VersionRefresh(
            Transactions transactions,
            OperatorRepository operators,
            VersionRepository versions,
            ChartRepositories charts,
            ChartSettings settings,
            Clock clock) {
        this.transactions = transactions;
        this.operators = operators;
        this.versions = versions;
        this.charts = charts;
        this.settings = settings;
        this.clock = clock;
    }

    /// Looks at the repositories that are due.
    ///
    /// @return how many there were
    public int refreshDue() {
        Duration patience = settings.patience().multipliedBy(AT_ONCE);
        List<Operator> due =
                transactions.call(transaction -> operators.claimDue(transaction, clock.instant(), patience, AT_ONCE));
        due.forEach(this::refresh);
        return due.size();
    }

    /// The versions of an operator, asked for anew when what is known is old.
    List<OperatorVersion> fresh(Operator operator) {
        String name = operator.about().name();
        boolean old = !operator.about().uploaded()
                && transactions
                        .call(transaction -> operators.refreshedAt(transaction, name))
                        .map(at -> at.isBefore(clock.instant().minus(Operators.FRESH)))
                        .orElse(true);
        if (old) {
            refresh(operator);
        }
        return transactions.call(transaction -> versions.all(transaction, operator.id()));
    }

    private void refresh(Operator operator) {
        Listing listing =
                charts.list(operator.about().repository(), operator.about().chart());
        Instant now = clock.instant();
        String name = operator.about().name();
        transactions.run(transaction -> {
            Optional<Operator> locked = operators.lock(transaction, name);
            if (locked.isEmpty()) {
                return; // deleted meanwhile
            }
            String problem =
                    switch (listing) {
                        case Listing.NoSuchChart(Failure failure) -> failure.sentence();
                        case Listing.Unreachable(Failure failure) -> failure.sentence();
                        case Listing.Listed(List<ChartEntry> entries) -> {
                            entries.forEach(entry -> versions.put(transaction, operator.id(), version(entry)));
                            Optional<String> latest = OperatorVersion.latest(
                                            versions.all(transaction, operator.id()).stream()
                                                    .map(OperatorVersion::version)
                                                    .toList())
                                    .map(SemanticVersion::toString);
                            operators.setVersions(
                                    transaction, name, locked.get().current(), latest);
                            yield "";
                        }
                    };
            operators.refreshed(transaction, name, now, now.plus(Operators.FRESH), problem);
        });
    }

    static OperatorVersion version(ChartEntry entry) {
        return new OperatorVersion(
                entry.version(),
                Optional.empty(),
                entry.url(),
                entry.digest(),
                entry.releasedAt(),
                entry.deprecated(),
                entry.changelogUrl());
    }
}
