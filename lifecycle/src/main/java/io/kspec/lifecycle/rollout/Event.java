package io.kspec.lifecycle.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.health.HealthReading;
import java.util.List;

/// Something that happened. Events may come twice, late and in any order; one that does not fit is ignored and the
/// decision says why.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(Event.Submitted.class),
    @JsonSubTypes.Type(Event.Answered.class),
    @JsonSubTypes.Type(Event.TimePassed.class),
    @JsonSubTypes.Type(Event.ApprovalDecided.class),
    @JsonSubTypes.Type(Event.HealthObserved.class),
    @JsonSubTypes.Type(Event.Superseded.class),
    @JsonSubTypes.Type(Event.LeaseLost.class),
    @JsonSubTypes.Type(Event.PauseRequested.class),
    @JsonSubTypes.Type(Event.ResumeRequested.class),
    @JsonSubTypes.Type(Event.CancelRequested.class),
    @JsonSubTypes.Type(Event.SwitchRequested.class),
    @JsonSubTypes.Type(Event.RollbackRequested.class),
    @JsonSubTypes.Type(Event.RetryRequested.class)
})
public sealed interface Event {
    /// It was accepted: the first event of every rollout.
    record Submitted() implements Event {}

    /// A command was done, or failed.
    ///
    /// @param command its id
    record Answered(String command, Answer answer) implements Event {}

    /// Time went by; sent for [Command.WakeAt], and harmless at any other time.
    record TimePassed() implements Event {}

    /// A consent was given, refused, or ran out.
    ///
    /// @param digest what it was asked for
    /// @param by who decided; `kspec` when it ran out
    /// @param reason what they said; may be empty
    record ApprovalDecided(ApprovalKind approval, String digest, Outcome outcome, String by, String reason)
            implements Event {
        /// How it was decided.
        public enum Outcome {
            /// Consent.
            APPROVED,
            /// Refusal: ends the rollout.
            REJECTED,
            /// Nobody decided in time: ends the rollout.
            EXPIRED
        }
    }

    /// The watch that runs beside rollouts looked at a cluster that this one has changed.
    ///
    /// @param number of the observation: grows with each one of the cluster
    record HealthObserved(String cluster, long number, HealthReading reading) implements Event {}

    /// A later rollout of the operator begins to change a cluster.
    record Superseded(String cluster, String byRollout) implements Event {}

    /// The lease of a cluster was taken away; it is asked for again before the next operation there.
    record LeaseLost(String cluster, long fence) implements Event {}

    /// Start no new cluster operation.
    record PauseRequested(String by) implements Event {}

    /// Go on.
    record ResumeRequested(String by) implements Event {}

    /// Let running clusters finish, skip the waiting ones, roll nothing back.
    record CancelRequested(String by) implements Event {}

    /// Move traffic: for a BlueGreen rollout that waits for it.
    record SwitchRequested(String by) implements Event {}

    /// Go back.
    ///
    /// @param clusters names; empty is every cluster that was changed
    record RollbackRequested(String by, String reason, List<String> clusters) implements Event {
        public RollbackRequested {
            clusters = List.copyOf(clusters);
        }
    }

    /// Try one failed or waiting cluster again, now.
    record RetryRequested(String by, String cluster) implements Event {}
}
