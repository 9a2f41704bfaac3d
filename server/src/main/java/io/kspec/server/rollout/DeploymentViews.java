package io.kspec.server.rollout;

import io.kspec.lifecycle.approval.Approval;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.InventoryDigest;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.rollout.Trigger;
import io.kspec.server.approval.Request;
import io.kspec.server.rollout.DeploymentAnswers.ClusterStatus;
import io.kspec.server.rollout.DeploymentAnswers.HealthCheck;
import io.kspec.server.rollout.DeploymentAnswers.Item;
import io.kspec.server.rollout.DeploymentAnswers.LeftOut;
import io.kspec.server.rollout.DeploymentAnswers.Plan;
import io.kspec.server.rollout.DeploymentAnswers.RollbackCluster;
import io.kspec.server.rollout.DeploymentAnswers.RollbackStatus;
import io.kspec.server.rollout.RolloutRepository.Stored;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Rollouts as the API shows them. Pure.
final class DeploymentViews {
    private DeploymentViews() {}

    static Item item(Stored.Known known) {
        Rollout rollout = known.rollout();
        List<String> completed = clusters(rollout, State.COMPLETED);
        int all = rollout.clusters().size();
        return new Item(
                rollout.id(),
                rollout.order().operator(),
                rollout.order().version(),
                rollout.order().strategy().word(),
                rollout.state().word(),
                names(rollout),
                completed,
                clusters(rollout, State.FAILED),
                all == 0 ? 0 : (double) completed.size() / all,
                rollout.order().requestedAt(),
                known.request().estimatedAt());
    }

    static List<String> names(Rollout rollout) {
        return rollout.clusters().stream().map(ClusterRow::cluster).toList();
    }

    private static List<String> clusters(Rollout rollout, State state) {
        return rollout.clusters().stream()
                .filter(row -> row.state() == state)
                .map(ClusterRow::cluster)
                .toList();
    }

    static Plan plan(Rollout rollout) {
        Map<Integer, List<String>> waves = rollout.clusters().stream()
                .collect(Collectors.groupingBy(
                        ClusterRow::wave, TreeMap::new, Collectors.mapping(ClusterRow::cluster, Collectors.toList())));
        return new Plan(List.copyOf(waves.values()));
    }

    /// @param asked what was asked for it, oldest first
    static DeploymentAnswers.Consent consent(Rollout rollout, List<Request> asked) {
        Optional<Approval.Ended> last = asked.stream()
                .filter(request -> request.state() == ApprovalState.APPROVED)
                .flatMap(request -> request.approval().ended().stream())
                .max(Comparator.comparing(Approval.Ended::at));
        Optional<String> by = last.flatMap(ended -> asked.stream()
                .map(request -> request.name(ended.by()))
                .filter(name -> !name.equals(ended.by()))
                .findFirst()
                .or(() -> Optional.of(ended.by())));
        return new DeploymentAnswers.Consent(
                consentStatus(rollout),
                by,
                last.map(Approval.Ended::at),
                asked.stream().map(request -> request.id().toString()).toList());
    }

    static String consentStatus(Rollout rollout) {
        if (rollout.planning().approvals().isEmpty()) {
            return "NotRequired";
        }
        if (rollout.planning().outstanding().isEmpty()) {
            return "Approved";
        }
        Optional<Trigger> ending = rollout.flags().ending().map(Rollout.Ending::trigger);
        if (ending.equals(Optional.of(Trigger.APPROVAL_REJECTED))) {
            return "Rejected";
        }
        if (ending.equals(Optional.of(Trigger.APPROVAL_EXPIRED))) {
            return "Expired";
        }
        return rollout.state().terminal() ? "Cancelled" : "Pending";
    }

    static DeploymentAnswers.Whole whole(Stored.Known known, List<DeploymentAnswers.Moved> moved, List<Request> asked) {
        Rollout rollout = known.rollout();
        Rollout.Clockwork clock = rollout.clockwork();
        return new DeploymentAnswers.Whole(
                item(known),
                known.request().previousVersion(),
                rollout.clusters().stream().map(DeploymentViews::cluster).toList(),
                rollout.order().requestedBy(),
                consent(rollout, asked),
                clock.completedAt(),
                rollout.failure().map(Rollout.Failed::reason),
                rollout.failure()
                        .map(failed -> new DeploymentAnswers.Why(
                                "DEPLOYMENT_FAILED", Words.of(failed.meaning()), failed.reason())),
                rollout.order().autoRollback(),
                new DeploymentAnswers.Back(rollout.rollback().map(Rollout.Rollback::reason), rolledBackAt(rollout)),
                new DeploymentAnswers.Waiting(
                        rollout.flags().pausedBy().isPresent(),
                        rollout.flags().cancelRequested(),
                        clock.waiting().map(waiting -> Words.of(waiting.reason())),
                        clock.waiting().flatMap(Rollout.Waiting::until)),
                rollout.planning().warnings(),
                plan(rollout),
                moved);
    }

    private static Optional<java.time.Instant> rolledBackAt(Rollout rollout) {
        return rollout.state() == State.ROLLED_BACK
                ? rollout.rollback().flatMap(Rollout.Rollback::completedAt)
                : Optional.empty();
    }

    private static ClusterStatus cluster(ClusterRow row) {
        ClusterRow.Counts counts = row.checks().counts();
        Optional<HealthCheck> health = counts.all() == 0 && row.checks().last() == ClusterRow.Last.NONE
                ? Optional.empty()
                : Optional.of(new HealthCheck(
                        counts.passed(),
                        counts.failed(),
                        counts.unknown(),
                        row.checks().last().name().toLowerCase(Locale.ROOT),
                        row.checks().consecutiveFailures()));
        return new ClusterStatus(
                row.cluster(),
                row.environment().word(),
                row.wave(),
                row.state().word(),
                row.step().name(),
                row.release().previous().map(Revision::version),
                row.times().started(),
                row.times().completed(),
                health,
                row.work().attempts(),
                row.work().notBefore(),
                row.error());
    }

    /// Clusters that it changed, that are not taken back, and why.
    static List<LeftOut> leftOut(Rollout rollout) {
        return rollout.clusters().stream()
                .filter(row -> row.release().changed() && row.release().superseded())
                .map(row -> new LeftOut(
                        row.cluster(), "A later deployment changed %s. Roll that one back.".formatted(row.cluster())))
                .toList();
    }

    static RollbackStatus rollback(Rollout rollout) {
        Optional<Rollout.Rollback> back = rollout.rollback();
        return new RollbackStatus(
                rollout.id(),
                rollbackWord(rollout),
                back.map(one -> one.trigger() == Rollout.RollbackTrigger.MANUAL ? "Manual" : "Automatic"),
                back.map(Rollout.Rollback::reason),
                back.map(Rollout.Rollback::by),
                back.map(Rollout.Rollback::startedAt),
                back.flatMap(Rollout.Rollback::completedAt),
                back.stream()
                        .flatMap(one -> one.clusters().stream())
                        .flatMap(name -> rollout.row(name).stream())
                        .map(row -> rollback(row, rollout))
                        .toList());
    }

    private static String rollbackWord(Rollout rollout) {
        if (rollout.rollback().isEmpty()) {
            return "NotStarted";
        }
        return switch (rollout.state()) {
            case ROLLING_BACK -> "InProgress";
            case ROLLED_BACK -> "Succeeded";
            case FAILED -> "Failed";
            case PLANNING, DEPLOYING, VALIDATING, COMPLETED, CANCELLED, SKIPPED -> "InProgress";
        };
    }

    private static RollbackCluster rollback(ClusterRow row, Rollout rollout) {
        ClusterRow.Resources resources = row.resources();
        return new RollbackCluster(
                row.cluster(),
                Optional.of(rollout.order().version()),
                row.release().previous().map(Revision::version),
                row.step().rollbackStep().map(step -> camel(step.name())),
                row.state().word(),
                resources.beforeBack().or(resources::before).map(InventoryDigest::count),
                resources.after().map(InventoryDigest::count),
                resources.lost(),
                row.error());
    }

    /// `RESTORE_RECORD` is `RestoreRecord` on the wire.
    private static String camel(String constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }
}
