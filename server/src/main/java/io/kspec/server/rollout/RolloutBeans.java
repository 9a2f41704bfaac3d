package io.kspec.server.rollout;

import io.kspec.server.audit.Audit;
import io.kspec.server.audit.Entry;
import io.kspec.server.operator.Operators;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// What rollouts stand on.
@Singleton
final class RolloutBeans {
    @Produces
    @Singleton
    Recorder recorder(Audit audit, Operators operators) {
        return new Recorder() {
            @Override
            public void record(DSLContext transaction, Entry entry) {
                audit.record(transaction, entry);
            }

            @Override
            public void completed(DSLContext transaction, String operator, String version) {
                operators.completed(transaction, operator, version);
            }
        };
    }

    @Produces
    @Singleton
    DatabaseTime databaseTime() {
        return transaction -> transaction
                .select(DSL.field("clock_timestamp()", OffsetDateTime.class))
                .fetchSingle()
                .value1()
                .toInstant();
    }
}
