package io.kspec.server.cluster;

import io.kspec.server.connection.TargetReference;
import io.kspec.server.web.Code;
import io.kspec.server.web.Detail;
import io.kspec.server.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/// Clusters that hold the ClusterTargets others sign in by. They have a credential of their own, so there is never
/// more than one step, and no circle; and they are needed as long as somebody signs in by them.
@Singleton
final class Holders implements ClusterUse {
    private final Clusters clusters;

    @Inject
    Holders(Clusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public Optional<String> of(DSLContext transaction, Cluster cluster) {
        List<String> others = clusters.signingInBy(transaction, cluster);
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("clusters that sign in by a ClusterTarget it holds: " + String.join(", ", others));
    }

    /// Throws [io.kspec.server.web.Refused] when the target's cluster is not registered (404) or has no credential of
    /// its own.
    ///
    /// @param name of the cluster that is to sign in by it
    TargetReference reference(DSLContext transaction, String name, ClusterTargetRequest wanted) {
        String holder = wanted.cluster().orElseThrow();
        Cluster found = clusters.namedOrWithId(transaction, holder)
                .orElseThrow(() -> unknown(holder).refused());
        demandOwnCredential(found, name);
        return new TargetReference(
                found.id(),
                found.name(),
                wanted.namespace().orElseThrow(),
                wanted.name().orElseThrow());
    }

    /// Locks a cluster and the one that holds its target, and asks once more what may have changed since it was
    /// proven. Always in the order of names, so that nobody waits in a circle.
    ///
    /// Throws [io.kspec.server.web.Refused] also when the cluster itself holds targets of others.
    void lock(DSLContext transaction, String name, TargetReference target) {
        Stream.of(name, target.holderName()).distinct().sorted().forEach(row -> clusters.locked(transaction, row));
        Cluster holder = clusters.named(transaction, target.holderName())
                .filter(found -> found.id().equals(target.holder()))
                .orElseThrow(() -> unknown(target.holderName()).refused());
        demandOwnCredential(holder, name);
        clusters.named(transaction, name)
                .flatMap(cluster -> of(transaction, cluster))
                .ifPresent(why -> {
                    throw new Problem(
                                    Code.IN_USE,
                                    "Cluster %s needs a credential of its own: see the details.".formatted(name),
                                    List.of(Detail.ofCluster(name, why)))
                            .refused();
                });
    }

    private static void demandOwnCredential(Cluster holder, String name) {
        if (holder.name().equals(name)) {
            throw Problem.invalid(ClusterTargetRequest.CLUSTER, "is %s itself; name another cluster".formatted(name))
                    .refused();
        }
        holder.clusterTarget().ifPresent(target -> {
            throw Problem.invalid(
                            ClusterTargetRequest.CLUSTER,
                            "is %s, which signs in by %s; name a cluster with a kubeconfig of its own"
                                    .formatted(holder.name(), target.words()))
                    .refused();
        });
    }

    private static Problem unknown(String holder) {
        return new Problem(
                Code.CLUSTER_NOT_FOUND,
                "No cluster named %s is registered. GET /api/v1/clusters lists them.".formatted(holder),
                List.of(Detail.ofField(ClusterTargetRequest.CLUSTER, "is not registered")));
    }
}
