package io.kspec.lifecycle.rollout;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that deciding about a rollout needs. Immutable; stored as it is by [io.kspec.lifecycle.json.Json],
/// and changed only by [RolloutMachine#decide].
///
/// @param schema of the stored form; one above [#SCHEMA] is left to the newer program that wrote it
/// @param id UUID as text
/// @param order what was asked for
/// @param state where it stands
/// @param flags what people asked for since
/// @param planning what must be settled before the start
/// @param clusters in the order of waves
/// @param rollback when it goes, or went, back
/// @param failure when it failed
/// @param clockwork waits and numbers
public record Rollout(
        int schema,
        String id,
        Order order,
        State state,
        Flags flags,
        Planning planning,
        List<ClusterRow> clusters,
        Optional<Rollback> rollback,
        Optional<Failed> failure,
        Clockwork clockwork) {
    /// The schema that this code writes.
    public static final int SCHEMA = 1;

    public Rollout {
        clusters = List.copyOf(clusters);
    }

    /// The row of a cluster.
    public Optional<ClusterRow> row(String cluster) {
        return clusters.stream().filter(row -> row.cluster().equals(cluster)).findFirst();
    }

    /// What was asked for. Never changes.
    ///
    /// @param operator its registered name
    /// @param version the version to roll out
    /// @param strategy validated, with its defaults filled in
    /// @param autoRollback whether failures roll back on their own
    /// @param watchWindow how long failures roll back on their own after completion
    /// @param requestedBy the user
    /// @param requestedAt when
    public record Order(
            String operator,
            String version,
            Strategy strategy,
            boolean autoRollback,
            Duration watchWindow,
            String requestedBy,
            Instant requestedAt) {}

    /// What people asked for, or what happened, while it ran.
    ///
    /// @param pausedBy who paused it: no new cluster operation starts, health is watched and rollback goes on
    /// @param switchRequestedBy who asked traffic to move
    /// @param ending why it ends before its time: what runs finishes, nothing new begins
    public record Flags(Optional<String> pausedBy, Optional<String> switchRequestedBy, Optional<Ending> ending) {
        /// Nobody asked for anything.
        public static final Flags NONE = new Flags(Optional.empty(), Optional.empty(), Optional.empty());

        /// Whether a person cancelled it: stays true once it is Cancelled.
        public boolean cancelRequested() {
            return ending.filter(why -> why.trigger() == Trigger.CANCELLED).isPresent();
        }
    }

    /// Why a rollout ends before its time.
    ///
    /// @param trigger a person's cancellation, a consent that was refused or ran out, or a failure without rollback
    /// @param cause a sentence
    /// @param by the user, or `kspec`
    public record Ending(Trigger trigger, String cause, String by) {}

    /// What must be settled before the start.
    ///
    /// @param approvals one for each kind of consent that is needed
    /// @param digest of what is reviewed, as planning last computed it; empty before
    /// @param judgedAt when planning last judged; a judgement older than ten minutes is repeated before the start
    /// @param slot whether the system gave it one of its slots
    /// @param warnings sentences from planning
    /// @param breaking names of the definitions whose change breaks something
    public record Planning(
            List<Consent> approvals,
            String digest,
            Optional<Instant> judgedAt,
            boolean slot,
            List<String> warnings,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> breaking) {
        public Planning {
            approvals = List.copyOf(approvals);
            warnings = List.copyOf(warnings);
            breaking = List.copyOf(breaking);
        }

        Planning unjudged() {
            return new Planning(approvals, digest, Optional.empty(), slot, warnings, breaking);
        }

        Planning withSlot(boolean held) {
            return new Planning(approvals, digest, judgedAt, held, warnings, breaking);
        }

        Planning with(List<Consent> next) {
            return new Planning(next, digest, judgedAt, slot, warnings, breaking);
        }

        /// The kinds of consent that are still waited for.
        public List<ApprovalKind> outstanding() {
            return approvals.stream()
                    .filter(consent -> !consent.granted())
                    .map(Consent::approval)
                    .toList();
        }
    }

    /// One consent.
    ///
    /// @param approval its kind
    /// @param digest what was asked to be consented to; empty before planning judged
    /// @param granted whether it was given for this digest
    public record Consent(ApprovalKind approval, String digest, boolean granted) {}

    /// The way back.
    ///
    /// @param trigger who or what began it
    /// @param reason a sentence
    /// @param by the user, or `kspec`
    /// @param startedAt when
    /// @param completedAt when every cluster was done
    /// @param clusters names of those that go back
    public record Rollback(
            RollbackTrigger trigger,
            String reason,
            String by,
            Instant startedAt,
            Optional<Instant> completedAt,
            List<String> clusters) {
        public Rollback {
            clusters = List.copyOf(clusters);
        }
    }

    /// What began a rollback.
    public enum RollbackTrigger {
        /// A failed installation, gate or check.
        AUTOMATIC,
        /// A person.
        MANUAL
    }

    /// Why it failed.
    ///
    /// @param meaning which of the three
    /// @param reason a sentence that names clusters
    public record Failed(FailureMeaning meaning, String reason) {}

    /// Waits and numbers.
    ///
    /// @param submitted whether [Event.Submitted] was decided about
    /// @param sequence the number of the newest command; never goes down
    /// @param running commands about the rollout as a whole that are not answered
    /// @param attempts how often the newest of them failed for the moment
    /// @param notBefore when it is tried again, or the next wave may start
    /// @param waiting what it waits for, as the API shows it
    /// @param wakeAt the instant of the newest [Command.WakeAt]
    /// @param seen the latest time that any decision was given: time never runs backwards from here
    /// @param completedAt when it first became terminal
    /// @param watchUntil the end of the watch window; only once Completed
    public record Clockwork(
            boolean submitted,
            long sequence,
            Optional<Command> running,
            int attempts,
            Optional<Instant> notBefore,
            Optional<Waiting> waiting,
            Optional<Instant> wakeAt,
            Instant seen,
            Optional<Instant> completedAt,
            Optional<Instant> watchUntil) {
        static Clockwork begin(Instant at) {
            return new Clockwork(
                    false,
                    0,
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    at,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /// What it waits for.
    ///
    /// @param reason for what
    /// @param until when, where that is known
    public record Waiting(WaitingFor reason, Optional<Instant> until) {}
}
