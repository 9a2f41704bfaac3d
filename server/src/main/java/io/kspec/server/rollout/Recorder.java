package io.kspec.server.rollout;

import io.kspec.server.audit.Entry;
import org.jooq.DSLContext;

/// Whom rollouts tell what they did, within the transaction that does it.
interface Recorder {
    /// An entry of the audit log.
    void record(DSLContext transaction, Entry entry);

    /// A rollout brought this version everywhere it was to go.
    void completed(DSLContext transaction, String operator, String version);
}
