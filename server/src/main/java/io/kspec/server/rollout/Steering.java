package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.State;
import io.kspec.server.access.Caller;
import io.kspec.server.audit.Actor;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.RolloutLists.Filter;
import io.kspec.server.rollout.RolloutRepository.Stored;
import io.kspec.server.rollout.RolloutStore.Outcome;
import io.kspec.server.web.Code;
import io.kspec.server.web.Page;
import io.kspec.server.web.Problem;
import io.kspec.server.web.Refused;
import io.kspec.server.web.Slice;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What people ask of a rollout that runs, and what they read of it. Throws [Refused] for what cannot be.
@Singleton
final class Steering {
    private final Transactions transactions;
    private final RolloutRepository repository;
    private final RolloutLists lists;
    private final Rollouts rollouts;
    private final Workers workers;
    private final AskedApprovals approvals;

    @Inject
    Steering(
            Transactions transactions,
            RolloutRepository repository,
            RolloutLists lists,
            Rollouts rollouts,
            Workers workers,
            AskedApprovals approvals) {
        this.transactions = transactions;
        this.repository = repository;
        this.lists = lists;
        this.rollouts = rollouts;
        this.workers = workers;
        this.approvals = approvals;
    }

    /// There is new work.
    void wake() {
        workers.wake();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException other) {
            throw unknown(text);
        }
    }

    private static Refused unknown(String id) {
        return new Problem(
                        Code.DEPLOYMENT_NOT_FOUND,
                        "There is no deployment %s. GET /api/v1/deployments lists them.".formatted(id))
                .refused();
    }

    private static Refused newer(int schema) {
        return new Problem(
                        Code.INVALID_STATE,
                        "A newer server wrote this deployment (schema %d). Upgrade this replica.".formatted(schema))
                .refused();
    }

    Slice<Stored.Known> list(Filter filter, Page page) {
        return transactions.call(transaction -> new Slice<>(
                lists.page(transaction, filter, page.limit(), page.offset()), lists.count(transaction, filter), page));
    }

    Stored.Known read(String id) {
        return switch (transactions.call(transaction -> repository.read(transaction, id(id)))) {
            case Stored.Known known -> known;
            case Stored.Newer(int schema) -> throw newer(schema);
            case Stored.Absent() -> throw unknown(id);
        };
    }

    DeploymentAnswers.Whole whole(String id) {
        Stored.Known known = read(id);
        return transactions.call(transaction ->
                DeploymentViews.whole(known, lists.moved(transaction, id(id)), approvals.of(transaction, id(id))));
    }

    /// Takes what somebody asks for to the rollout.
    Rollout take(String id, Event event, Caller caller) {
        return switch (rollouts.take(id(id), event, Actor.of(caller))) {
            case Outcome.Decided(Rollout _, var decision, var _) -> {
                workers.wake();
                yield decision.next();
            }
            case Outcome.Ignored(Rollout _, String why) ->
                throw new Problem(Code.INVALID_STATE, "Nothing was done: %s.".formatted(why)).refused();
            case Outcome.Newer(int schema) -> throw newer(schema);
            case Outcome.Absent() -> throw unknown(id);
        };
    }

    /// Cancels; one that is being cancelled, or was, answers with where it stands.
    Rollout cancel(String id, Caller caller) {
        Rollout before = read(id).rollout();
        boolean cancelled = before.flags().cancelRequested();
        return cancelled ? before : take(id, new Event.CancelRequested(caller.name()), caller);
    }

    /// Goes back; one that is going back answers with where it stands.
    Rollout rollBack(String id, String reason, List<String> clusters, Caller caller) {
        Rollout before = read(id).rollout();
        Optional<String> stranger =
                clusters.stream().filter(name -> before.row(name).isEmpty()).findFirst();
        if (stranger.isPresent()) {
            throw Problem.invalid("targetClusters", "%s is no cluster of this deployment".formatted(stranger.get()))
                    .refused();
        }
        return before.state() == State.ROLLING_BACK
                ? before
                : take(id, new Event.RollbackRequested(caller.name(), reason, clusters), caller);
    }
}
