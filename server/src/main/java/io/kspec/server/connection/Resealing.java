package io.kspec.server.connection;

import io.kspec.server.database.Transactions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Seals credentials anew when the server starts with another key in front of its key ring.
@Singleton
final class Resealing {
    private static final Logger LOG = Logger.getLogger(Resealing.class);

    private final CredentialRepository credentials;
    private final Transactions transactions;

    @Inject
    Resealing(CredentialRepository credentials, Transactions transactions) {
        this.credentials = credentials;
        this.transactions = transactions;
    }

    void atStart(@Observes StartupEvent start) {
        transactions.call(credentials::reseal).forEach(why -> LOG.error(why.sentence()));
    }
}
