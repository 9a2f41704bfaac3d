package io.kspec.server.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.Approvals;
import io.kspec.lifecycle.approval.Need;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.RolloutMachine;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategies;
import io.kspec.lifecycle.strategy.Target;
import io.kspec.server.audit.Actor;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.InstallationRepository.Installation;
import io.kspec.server.rollout.RolloutRepository.Request;
import io.kspec.server.rollout.RolloutRepository.UnderWay;
import io.kspec.server.rollout.Submission.Asked;
import io.kspec.server.rollout.Submission.Read;
import io.kspec.server.web.Code;
import io.kspec.server.web.Detail;
import io.kspec.server.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/// Accepts rollouts: within one transaction, and before any cluster is called. Values are sealed before it, because
/// that may wait for Vault.
@Singleton
final class Submissions {
    private static final Duration INSTALL = Duration.ofMinutes(3);
    private final Transactions transactions;
    private final Fleet fleet;
    private final RolloutStore store;
    private final Hands.Stores stores;
    private final SealedValues values;
    private final RolloutSettings settings;

    @Inject
    Submissions(
            Transactions transactions,
            Fleet fleet,
            RolloutStore store,
            Hands.Stores stores,
            SealedValues values,
            RolloutSettings settings) {
        this.transactions = transactions;
        this.fleet = fleet;
        this.store = store;
        this.stores = stores;
        this.values = values;
        this.settings = settings;
    }

    /// Who asks.
    ///
    /// @param traceParent W3C context of the request
    record Requester(Actor actor, Optional<String> traceParent) {}

    /// The id of a rollout, and the values that are sealed for it.
    private record Prepared(String id, JsonNode sealedValues) {}

    /// Throws [io.kspec.server.web.Refused] when it cannot be accepted.
    DeploymentAnswers.Accepted submit(DeploymentRequest request, Requester requester) {
        String id = UUID.randomUUID().toString();
        var prepared = new Prepared(id, values.seal(Submission.helmValues(request), id));
        return transactions.call(transaction -> submit(transaction, request, prepared, requester));
    }

    private DeploymentAnswers.Accepted submit(
            DSLContext transaction, DeploymentRequest request, Prepared prepared, Requester requester) {
        Submission.Known known = new Submission.Known(
                name -> fleet.operator(transaction, name), names -> fleet.clusters(transaction, names));
        return switch (Submission.read(request, known)) {
            case Read.Bad(Problem problem) -> throw problem.refused();
            case Read.Good(Asked asked) -> {
                demandVersion(transaction, asked);
                demandNobodyElse(transaction, asked);
                yield accept(transaction, request, asked, prepared, requester);
            }
        };
    }

    private void demandVersion(DSLContext transaction, Asked asked) {
        if (fleet.hasVersion(transaction, asked.operator().name(), asked.version())
                .equals(Optional.of(false))) {
            throw Problem.invalid(
                            "targetVersion",
                            "is %s, which %s does not have; see GET /api/v1/operators/%s/versions"
                                    .formatted(
                                            asked.version(),
                                            asked.operator().name(),
                                            asked.operator().name()))
                    .refused();
        }
    }

    private void demandNobodyElse(DSLContext transaction, Asked asked) {
        List<String> names = asked.targets().stream().map(Target::cluster).toList();
        List<UnderWay> others =
                stores.rollouts().underWay(transaction, asked.operator().name(), names);
        if (!others.isEmpty()) {
            throw new Problem(
                            Code.DEPLOYMENT_IN_PROGRESS,
                            "Deployment %s of %s is not over. Wait for it, or cancel it."
                                    .formatted(
                                            others.getFirst().id(),
                                            asked.operator().name()),
                            others.stream()
                                    .map(other -> Detail.ofCluster(
                                            other.cluster(), "deployment %s holds it".formatted(other.id())))
                                    .toList())
                    .refused();
        }
        List<Undeployment> leaving =
                stores.undeployments().open(transaction, asked.operator().name(), names);
        if (!leaving.isEmpty()) {
            throw new Problem(
                            Code.DEPLOYMENT_IN_PROGRESS,
                            "%s is being taken out of %s. Wait for it."
                                    .formatted(
                                            asked.operator().name(),
                                            leaving.getFirst().cluster()),
                            leaving.stream()
                                    .map(other -> Detail.ofCluster(
                                            other.cluster(), "undeployment %s holds it".formatted(other.id())))
                                    .toList())
                    .refused();
        }
    }

    private DeploymentAnswers.Accepted accept(
            DSLContext transaction, DeploymentRequest request, Asked asked, Prepared prepared, Requester requester) {
        Instant now = stores.time().now(transaction);
        List<Installation> installed = stores
                .installations()
                .of(transaction, asked.operator().name())
                .stream()
                .filter(one -> asked.targets().stream()
                        .anyMatch(target -> target.cluster().equals(one.place().cluster())))
                .toList();
        boolean consent = request.requireApproval().orElse(false);
        Rollout rollout = RolloutMachine.begin(
                prepared.id(),
                new Rollout.Order(
                        asked.operator().name(),
                        asked.version(),
                        asked.strategy(),
                        request.autoRollbackEnabled().orElse(true),
                        settings.watchWindow(),
                        requester.actor().name(),
                        now),
                asked.targets(),
                approvals(asked, installed, consent));
        Request stored = new Request(
                requester.actor(),
                installed.stream()
                        .map(Installation::revision)
                        .map(Revision::version)
                        .findFirst(),
                now.plus(Strategies.estimate(asked.strategy(), asked.targets(), INSTALL)),
                prepared.sealedValues(),
                consent,
                requester.traceParent());
        Rollout begun =
                store.begin(transaction, rollout, stored, requester.actor()).next();
        return answer(begun, stored, asked);
    }

    /// What is known to be needed without a look into any cluster; planning adds what it finds.
    private static List<ApprovalKind> approvals(Asked asked, List<Installation> installed, boolean consent) {
        boolean versionChanges = asked.targets().stream()
                .filter(target -> target.environment() == Environment.PRODUCTION)
                .anyMatch(target -> installed.stream()
                        .anyMatch(one -> one.place().cluster().equals(target.cluster())
                                && !one.revision().version().equals(asked.version())));
        Need.Facts facts = new Need.Facts(
                asked.targets().stream().map(Target::environment).toList(), versionChanges, false, false, consent);
        return Approvals.needed(facts, Map.of()).stream().map(Need::approval).toList();
    }

    private static DeploymentAnswers.Accepted answer(Rollout rollout, Request request, Asked asked) {
        return new DeploymentAnswers.Accepted(
                rollout.id(),
                rollout.order().operator(),
                rollout.order().version(),
                request.previousVersion(),
                rollout.order().strategy().word(),
                rollout.state().word(),
                asked.targets().stream().map(Target::cluster).toList(),
                rollout.order().requestedBy(),
                DeploymentViews.consentStatus(rollout),
                rollout.order().requestedAt(),
                asked.warnings(),
                DeploymentViews.plan(rollout),
                // Asked for once planning knows what exactly is to be reviewed; GET tells their ids.
                List.of());
    }
}
