package io.kspec.server.cluster;

import java.util.Optional;
import org.jooq.DSLContext;

/// A feature that works with clusters, asked before one is deleted. Implement it as a bean.
public interface ClusterUse {
    /// Why the cluster is needed, as a sentence; empty when it is not. Asked in the transaction that deletes.
    Optional<String> of(DSLContext transaction, Cluster cluster);
}
