package io.kspec.server.audit;

import io.kspec.server.database.Transactions;
import io.kspec.server.web.Code;
import io.kspec.server.web.Denied;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Records who was turned away at the door.
@Singleton
final class DenialsAreRecorded {
    private final Transactions transactions;
    private final Audit audit;

    @Inject
    DenialsAreRecorded(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    void on(@Observes Denied denied) {
        AuditEvent event = denied.code() == Code.RATE_LIMIT_EXCEEDED ? AuditEvent.RateLimited : AuditEvent.AccessDenied;
        Actor actor = denied.caller().map(Actor::of).orElseGet(() -> Actor.unproven(denied.address()));
        String endpoint = denied.method() + " " + denied.path();
        Entry entry =
                Entry.failure(event, actor, "Endpoint", endpoint, denied.code().title() + ": " + endpoint);
        transactions.run(transaction -> audit.record(transaction, entry));
    }
}
