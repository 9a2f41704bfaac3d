package io.kspec.lifecycle.rollout;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.health.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Something a worker shall do. A command may be delivered more than once, so doing it twice must be the same as
/// doing it once; a worker answers with [Event.Answered] and the command's id, except for those whose [#answered]
/// is false.
///
/// An id is `<rollout>/<number>`; numbers of a rollout only grow.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(Command.Judge.class),
    @JsonSubTypes.Type(Command.RequestApproval.class),
    @JsonSubTypes.Type(Command.WithdrawApprovals.class),
    @JsonSubTypes.Type(Command.ClaimSlot.class),
    @JsonSubTypes.Type(Command.ReleaseSlot.class),
    @JsonSubTypes.Type(Command.WakeAt.class),
    @JsonSubTypes.Type(Command.Notify.class),
    @JsonSubTypes.Type(Command.AcquireLease.class),
    @JsonSubTypes.Type(Command.ReleaseLease.class),
    @JsonSubTypes.Type(Command.Export.class),
    @JsonSubTypes.Type(Command.ApplyCrds.class),
    @JsonSubTypes.Type(Command.InstallRelease.class),
    @JsonSubTypes.Type(Command.CheckHealth.class),
    @JsonSubTypes.Type(Command.VerifyObjects.class),
    @JsonSubTypes.Type(Command.SwitchTraffic.class),
    @JsonSubTypes.Type(Command.SwitchBack.class),
    @JsonSubTypes.Type(Command.ScaleDown.class),
    @JsonSubTypes.Type(Command.ScaleUp.class),
    @JsonSubTypes.Type(Command.RemoveColour.class),
    @JsonSubTypes.Type(Command.RecoverRelease.class),
    @JsonSubTypes.Type(Command.RestoreRecord.class),
    @JsonSubTypes.Type(Command.JudgeBack.class),
    @JsonSubTypes.Type(Command.RollBackRelease.class),
    @JsonSubTypes.Type(Command.UninstallRelease.class)
})
public sealed interface Command {
    /// `<rollout>/<number>`.
    String id();

    /// Whether an answer is waited for.
    @JsonIgnore
    default boolean answered() {
        return switch (this) {
            case RequestApproval _, WithdrawApprovals _, ReleaseSlot _, WakeAt _, Notify _, ReleaseLease _ -> false;
            case RemoveColour remove -> remove.notBefore().isEmpty();
            case Judge _, ClaimSlot _, OnCluster _ -> true;
        };
    }

    /// What a worker must hold to do it.
    @JsonIgnore
    default LeaseNeed leaseNeed() {
        return this instanceof OnCluster && !(this instanceof AcquireLease) ? LeaseNeed.CLUSTER : LeaseNeed.NONE;
    }

    /// The name on the wire and in the store.
    @JsonIgnore
    default String word() {
        return getClass().getSimpleName();
    }

    /// Whether [Answer.Done] is what a command is answered with when all goes well.
    static boolean plain(Command command) {
        return switch (command) {
            case ApplyCrds _,
                    SwitchTraffic _,
                    SwitchBack _,
                    ScaleUp _,
                    RecoverRelease _,
                    RestoreRecord _,
                    JudgeBack _,
                    UninstallRelease _ -> true;
            case RemoveColour remove -> remove.answered();
            case Judge _,
                    RequestApproval _,
                    WithdrawApprovals _,
                    ClaimSlot _,
                    ReleaseSlot _,
                    WakeAt _,
                    Notify _,
                    AcquireLease _,
                    ReleaseLease _,
                    Export _,
                    InstallRelease _,
                    CheckHealth _,
                    VerifyObjects _,
                    ScaleDown _,
                    RollBackRelease _ -> false;
        };
    }

    /// Every kind of command there is.
    static List<Class<? extends Command>> kinds() {
        return leaves(Command.class).toList();
    }

    private static Stream<Class<? extends Command>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(Command::leaves)
                : Stream.of(type.asSubclass(Command.class));
    }

    /// What a worker must hold.
    enum LeaseNeed {
        /// Nothing.
        NONE,
        /// The lease of operator and cluster, whose token is the command's `fence`: an older one is refused.
        CLUSTER
    }

    /// A command about one cluster.
    sealed interface OnCluster extends Command {
        /// The cluster's registered name.
        String cluster();

        /// The token of the lease it was issued under; 0 for [AcquireLease].
        long fence();
    }

    /// Judge the plan: clusters usable, chart and version there, CRDs forward and backward, names that collide
    /// between colours. Changes nothing. Answered by [Answer.Judged], [Answer.Refused] or [Answer.Unavailable].
    record Judge(String id) implements Command {}

    /// Ask for a consent to what `digest` stands for. Not answered; the decision comes as [Event.ApprovalDecided].
    record RequestApproval(String id, ApprovalKind approval, String digest) implements Command {}

    /// Pending requests of this rollout are no longer asked: they become Cancelled. Not answered.
    record WithdrawApprovals(String id, String reason) implements Command {}

    /// Get one of the system's slots. Answered by [Answer.Granted] or [Answer.Busy].
    record ClaimSlot(String id) implements Command {}

    /// Give the slot back. Not answered.
    record ReleaseSlot(String id) implements Command {}

    /// Send [Event.TimePassed] at or after an instant. Replaces an earlier one. Not answered.
    record WakeAt(String id, Instant at) implements Command {}

    /// Tell people. Not answered.
    ///
    /// @param subject what it is about, in CamelCase, such as `RollbackStarted`
    /// @param message a sentence
    record Notify(String id, String subject, String message) implements Command {}

    /// Take the lease of operator and cluster for this rollout; held until released. Answered by [Answer.Granted]
    /// with the token, [Answer.Busy], or [Answer.Refused] when a later rollout owns the cluster.
    record AcquireLease(String id, String cluster, long fence) implements OnCluster {}

    /// Give the lease back. Not answered.
    record ReleaseLease(String id, String cluster, long fence) implements OnCluster {}

    /// Export CRDs, custom resources, release and webhooks, store them and read them again. Answered by
    /// [Answer.Exported].
    ///
    /// @param back whether it is the export before going back
    record Export(String id, String cluster, long fence, boolean back) implements OnCluster {}

    /// Apply the CRDs of a revision, forward only, outside the release. Answered by [Answer.Done].
    record ApplyCrds(String id, String cluster, long fence, Revision revision) implements OnCluster {}

    /// Install or upgrade the release without its CRDs and wait for it. A release that an earlier delivery left in
    /// the middle is recovered first. Answered by [Answer.Installed].
    ///
    /// @param namespace where, when it is not the operator's own
    record InstallRelease(
            String id, String cluster, long fence, Revision revision, Optional<String> namespace, Duration timeout)
            implements OnCluster {}

    /// Check the operator's health once and measure it against a baseline. Answered by [Answer.Checked], also when
    /// the cluster did not answer.
    record CheckHealth(String id, String cluster, long fence, Optional<String> namespace, Baseline baseline)
            implements OnCluster {}

    /// Compare custom resources by UID and content with an export. Answered by [Answer.Verified].
    record VerifyObjects(String id, String cluster, long fence, InventoryDigest before, boolean back)
            implements OnCluster {}

    /// Point webhooks, conversion included, at `to`, and register those that `to` held back. Answered by
    /// [Answer.Done].
    record SwitchTraffic(String id, String cluster, long fence, String to) implements OnCluster {}

    /// Point webhooks, conversion included, back at `to`, once it can answer them. Answered by [Answer.Done].
    record SwitchBack(String id, String cluster, long fence, String to) implements OnCluster {}

    /// Scale the workloads of a colour to none, after recording their replicas. Answered by [Answer.Scaled].
    record ScaleDown(String id, String cluster, long fence, String namespace) implements OnCluster {}

    /// Give the workloads of a colour their replicas again; none recorded means that they were never taken.
    /// Answered by [Answer.Done].
    record ScaleUp(String id, String cluster, long fence, String namespace, Map<String, Integer> replicas)
            implements OnCluster {
        public ScaleUp {
            replicas = Map.copyOf(replicas);
        }
    }

    /// Remove a colour's release, never CRDs or custom resources. With `notBefore` it waits and is not answered,
    /// and a worker drops it when the colour has traffic again; without, it is done now and answered by
    /// [Answer.Done].
    record RemoveColour(String id, String cluster, long fence, String namespace, Optional<Instant> notBefore)
            implements OnCluster {}

    /// Make a release usable that was left in the middle. Answered by [Answer.Done], also when there was nothing to
    /// do.
    record RecoverRelease(String id, String cluster, long fence, Optional<String> namespace) implements OnCluster {}

    /// Put the previous version on record again. Answered by [Answer.Done].
    ///
    /// @param previous empty when there was none
    record RestoreRecord(String id, String cluster, long fence, Optional<Revision> previous) implements OnCluster {}

    /// Judge whether the previous version can hold today's objects. Answered by [Answer.Done] or [Answer.Refused].
    record JudgeBack(String id, String cluster, long fence, Optional<Revision> previous) implements OnCluster {}

    /// Upgrade to the previous chart with its previous values, without CRDs. Answered by [Answer.Installed].
    ///
    /// @param namespace where, when it is not the operator's own
    record RollBackRelease(
            String id, String cluster, long fence, Revision previous, Optional<String> namespace, Duration timeout)
            implements OnCluster {}

    /// Uninstall a release that was not there before; CRDs and custom resources stay. Answered by [Answer.Done].
    record UninstallRelease(String id, String cluster, long fence) implements OnCluster {}
}
