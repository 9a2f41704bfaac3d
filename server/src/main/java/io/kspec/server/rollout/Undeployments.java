package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Event;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.cluster.Clusters;
import io.kspec.server.cluster.Found;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.LeaseRepository.Applicant;
import io.kspec.server.rollout.LeaseRepository.Place;
import io.kspec.server.rollout.LeaseRepository.Taken;
import io.kspec.server.rollout.RolloutRepository.UnderWay;
import io.kspec.server.web.Code;
import io.kspec.server.web.Detail;
import io.kspec.server.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/// Accepts undeployments: the cluster is held from the moment one is stored, so that no rollout begins meanwhile, and
/// no earlier one goes back to what it had brought.
@Singleton
final class Undeployments {
    private static final String WAITS = "Waits for a worker.";
    private final Transactions transactions;
    private final Clusters clusters;
    private final RecordWork.Records records;
    private final Hands.Stores stores;
    private final Recorder audit;
    private final RolloutSettings settings;

    @Inject
    Undeployments(
            Transactions transactions,
            Clusters clusters,
            RecordWork.Records records,
            Hands.Stores stores,
            Recorder audit,
            RolloutSettings settings) {
        this.transactions = transactions;
        this.clusters = clusters;
        this.records = records;
        this.stores = stores;
        this.audit = audit;
        this.settings = settings;
    }

    /// Stores it; the one that is open already is answered again. Throws [io.kspec.server.web.Refused]: 404 when the
    /// operator does not run there, 409 while a deployment is not over.
    Undeployment ask(Place place, Actor actor) {
        return transactions.call(transaction -> {
            Found.required(clusters.named(transaction, place.cluster()), place.cluster());
            // Locks the operator against other requests, so it is asked first.
            List<UnderWay> others = stores.rollouts().underWay(transaction, place.operator(), List.of(place.cluster()));
            Optional<Undeployment> open =
                    stores.undeployments().open(transaction, place.operator(), List.of(place.cluster())).stream()
                            .findFirst();
            if (open.isPresent()) {
                return open.get();
            }
            if (!others.isEmpty()) {
                throw inProgress(place, others.getFirst().id()).refused();
            }
            if (stores.installations().at(transaction, place).isEmpty()) {
                throw notThere(place).refused();
            }
            return accept(transaction, place, actor, stores.time().now(transaction));
        });
    }

    private Undeployment accept(DSLContext transaction, Place place, Actor actor, Instant now) {
        UUID id = UUID.randomUUID();
        long number = stores.undeployments().number(transaction);
        Taken taken = stores.leases()
                .take(transaction, place, new Applicant(id, number), new LeaseRepository.Term(now, settings.lease()));
        if (!(taken instanceof Taken.Held held)) {
            throw new Problem(
                            Code.DEPLOYMENT_IN_PROGRESS,
                            "A deployment of %s still holds %s. Try again in a minute."
                                    .formatted(place.operator(), place.cluster()))
                    .refused();
        }
        Undeployment accepted = new Undeployment(
                id,
                place.operator(),
                place.cluster(),
                held.token(),
                actor,
                now,
                Undeployment.State.Open,
                WAITS,
                Optional.empty());
        stores.undeployments().add(transaction, accepted, number);
        for (UUID older : records.rollouts().olderOn(transaction, place.operator(), place.cluster(), number)) {
            records.inbox().leave(transaction, older, new Event.Superseded(place.cluster(), id.toString()), now);
        }
        audit.record(transaction, asked(accepted));
        return accepted;
    }

    /// The newest of the place. Throws [io.kspec.server.web.Refused] (404) when there was none.
    Undeployment newest(Place place) {
        return transactions.call(
                transaction -> stores.undeployments().newest(transaction, place).orElseThrow(() -> new Problem(
                                Code.NOT_FOUND,
                                "%s was never taken out of %s. DELETE /api/v1/clusters/%s/operators/%s does it."
                                        .formatted(
                                                place.operator(), place.cluster(), place.cluster(), place.operator()))
                        .refused()));
    }

    private static Problem inProgress(Place place, UUID rollout) {
        return new Problem(
                Code.DEPLOYMENT_IN_PROGRESS,
                "Deployment %s of %s is not over. Wait for it, or cancel it, then undeploy."
                        .formatted(rollout, place.operator()),
                List.of(Detail.ofCluster(place.cluster(), "deployment %s holds it".formatted(rollout))));
    }

    private static Problem notThere(Place place) {
        return new Problem(
                Code.OPERATOR_NOT_FOUND,
                "No operator named %s was deployed on cluster %s. GET /api/v1/clusters/%s lists those that were."
                        .formatted(place.operator(), place.cluster(), place.cluster()));
    }

    private static Entry asked(Undeployment what) {
        return new Entry(
                AuditEvent.OperatorUndeployed,
                Entry.Severity.Info,
                Entry.Result.Pending,
                what.requestedBy(),
                new Entry.Resource("Operator", what.operator()),
                "Asked to take %s out of %s.".formatted(what.operator(), what.cluster()),
                Map.of("cluster", what.cluster(), "undeployment", what.id().toString()));
    }
}
