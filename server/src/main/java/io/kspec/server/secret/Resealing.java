package io.kspec.server.secret;

import io.kspec.core.failure.Failure;
import io.kspec.server.database.Transactions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;

/// Seals everything anew when the server starts with another key that seals, so that the old one can go before the
/// next start. What does not open is left as it is, and said.
@Singleton
public final class Resealing {
    private static final Logger LOG = Logger.getLogger(Resealing.class);
    private static final int AT_ONCE = 200;

    private final Sealer sealer;
    private final Transactions transactions;
    private final Instance<SealedRows> kinds;

    @Inject
    Resealing(Sealer sealer, Transactions transactions, @Any Instance<SealedRows> kinds) {
        this.sealer = sealer;
        this.transactions = transactions;
        this.kinds = kinds;
    }

    void atStart(@Observes StartupEvent start) {
        all();
    }

    /// Returns when there is nothing left that can be sealed anew.
    public void all() {
        kinds.forEach(this::all);
    }

    private void all(SealedRows rows) {
        int anew = 0;
        Optional<Turn> turn = Optional.of(new Turn("", 0));
        while (turn.isPresent()) {
            String after = turn.get().last();
            anew += turn.get().anew();
            turn = transactions.call(transaction -> turn(transaction, rows, after));
        }
        if (anew > 0) {
            LOG.infof("%d %s were sealed anew, with the key %s", anew, rows.what(), sealer.activeKey());
        }
    }

    /// What was looked at in one transaction.
    private record Turn(String last, int anew) {}

    private Optional<Turn> turn(DSLContext transaction, SealedRows rows, String after) {
        List<SealedRows.Row> next = rows.sealedByOther(transaction, sealer.activeKey(), after, AT_ONCE);
        int anew = 0;
        for (SealedRows.Row row : next) {
            Optional<Sealed> sealed = sealer.reseal(row.sealed(), row.context());
            if (sealed.isPresent()) {
                rows.put(transaction, row.sealed(sealed.get()));
                anew++;
            } else {
                LOG.error(new Failure.Malformed(
                                "one of the %s does not open with the key %s"
                                        .formatted(rows.what(), row.sealed().keyId()),
                                row.context(),
                                "Put that key back into the key ring, behind the one that seals, or let Vault open what it sealed.")
                        .sentence());
            }
        }
        return next.isEmpty()
                ? Optional.empty()
                : Optional.of(new Turn(next.getLast().id(), anew));
    }
}
