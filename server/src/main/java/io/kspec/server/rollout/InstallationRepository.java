package io.kspec.server.rollout;

import static io.kspec.server.rollout.RolloutTables.CLUSTER;
import static io.kspec.server.rollout.RolloutTables.DEPLOYED_AT;
import static io.kspec.server.rollout.RolloutTables.DIGEST;
import static io.kspec.server.rollout.RolloutTables.INSTALLATIONS;
import static io.kspec.server.rollout.RolloutTables.NAMESPACE;
import static io.kspec.server.rollout.RolloutTables.OPERATOR;
import static io.kspec.server.rollout.RolloutTables.RELEASE;
import static io.kspec.server.rollout.RolloutTables.ROLLOUT;
import static io.kspec.server.rollout.RolloutTables.VERSION;
import static io.kspec.server.rollout.RolloutTables.utc;

import io.kspec.lifecycle.rollout.Revision;
import io.kspec.server.rollout.LeaseRepository.Place;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/// What is installed where, as far as rollouts made it so.
@Singleton
final class InstallationRepository {
    /// An operator in a cluster.
    ///
    /// @param namespace where its traffic goes; empty is the operator's own
    /// @param rollout that made it so
    record Installation(Place place, Revision revision, Optional<String> namespace, UUID rollout, Instant deployedAt) {}

    Optional<Installation> at(DSLContext transaction, Place place) {
        return transaction
                .select()
                .from(INSTALLATIONS)
                .where(OPERATOR.eq(place.operator()).and(CLUSTER.eq(place.cluster())))
                .fetchOptional(InstallationRepository::read);
    }

    List<Installation> of(DSLContext transaction, String operator) {
        return transaction
                .select()
                .from(INSTALLATIONS)
                .where(OPERATOR.eq(operator))
                .orderBy(CLUSTER)
                .fetch(InstallationRepository::read);
    }

    void put(DSLContext transaction, Installation installation) {
        remove(transaction, installation.place());
        transaction
                .insertInto(INSTALLATIONS)
                .set(OPERATOR, installation.place().operator())
                .set(CLUSTER, installation.place().cluster())
                .set(VERSION, installation.revision().version())
                .set(DIGEST, installation.revision().digest())
                .set(RELEASE, installation.revision().release())
                .set(NAMESPACE, installation.namespace().orElse(null))
                .set(ROLLOUT, installation.rollout())
                .set(DEPLOYED_AT, utc(installation.deployedAt()))
                .execute();
    }

    void remove(DSLContext transaction, Place place) {
        transaction
                .deleteFrom(INSTALLATIONS)
                .where(OPERATOR.eq(place.operator()).and(CLUSTER.eq(place.cluster())))
                .execute();
    }

    private static Installation read(Record row) {
        return new Installation(
                new Place(row.get(OPERATOR), row.get(CLUSTER)),
                new Revision(row.get(VERSION), row.get(DIGEST), row.get(RELEASE)),
                Optional.ofNullable(row.get(NAMESPACE)),
                row.get(ROLLOUT),
                row.get(DEPLOYED_AT).toInstant());
    }
}
