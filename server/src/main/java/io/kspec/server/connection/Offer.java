package io.kspec.server.connection;

/// What a request offers to sign in to a cluster with.
public sealed interface Offer {
    /// A kubeconfig in base64.
    record Posted(String base64) implements Offer {
        @Override
        public String toString() {
            return "Posted[]";
        }
    }

    /// A ClusterTarget that a registered cluster holds.
    record ByTarget(TargetReference target) implements Offer {}
}
