package io.kspec.server.health;

import org.jooq.DSLContext;

/// Hears of every check of an operator on a cluster. Implement it as a bean.
public interface HealthListener {
    /// Called in the transaction that stores the check, on the replica that made it: what is written here is stored
    /// with it or not at all. Calls no cluster and waits for nothing.
    void checked(DSLContext transaction, OperatorCheck check);
}
