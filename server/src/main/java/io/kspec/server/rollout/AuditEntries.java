package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Decision;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.rollout.Transition;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of a decision goes into the audit log: what people asked for, and the rollout's own changes of state. Those
/// of single clusters stand in its history. Pure.
final class AuditEntries {
    private AuditEntries() {}

    static List<Entry> of(Rollout before, Event event, Decision decision, Actor actor) {
        List<Entry> entries = new ArrayList<>();
        asked(event).ifPresent(asked -> entries.add(entry(before, asked, actor, sentence(before, event))));
        for (Transition transition : decision.transitions()) {
            if (transition.cluster().isEmpty()) {
                entries.add(entry(before, kind(transition), actor, transition.cause())
                        .with("from", transition.from().map(State::word).orElse(""))
                        .with("to", transition.to().word())
                        .with("trigger", transition.trigger().name()));
            }
        }
        return entries;
    }

    private static Entry entry(Rollout rollout, AuditEvent event, Actor actor, String message) {
        Entry entry = event == AuditEvent.RollbackFailed
                ? Entry.failure(event, actor, "Deployment", rollout.id(), message)
                        .as(Entry.Severity.Critical)
                : Entry.success(event, actor, "Deployment", rollout.id(), message);
        return entry.with("operator", rollout.order().operator())
                .with("version", rollout.order().version());
    }

    private static Optional<AuditEvent> asked(Event event) {
        return switch (event) {
            case Event.Submitted _ -> Optional.of(AuditEvent.DeploymentCreated);
            case Event.PauseRequested _ -> Optional.of(AuditEvent.DeploymentPaused);
            case Event.ResumeRequested _ -> Optional.of(AuditEvent.DeploymentResumed);
            case Event.CancelRequested _ -> Optional.of(AuditEvent.DeploymentCancelled);
            case Event.SwitchRequested _ -> Optional.of(AuditEvent.TrafficSwitched);
            case Event.RetryRequested _ -> Optional.of(AuditEvent.DeploymentRetried);
            case Event.Answered _,
                    Event.TimePassed _,
                    Event.ApprovalDecided _,
                    Event.HealthObserved _,
                    Event.Superseded _,
                    Event.LeaseLost _,
                    // Its transition says it.
                    Event.RollbackRequested _ -> Optional.empty();
        };
    }

    private static String sentence(Rollout rollout, Event event) {
        String what =
                "%s %s".formatted(rollout.order().operator(), rollout.order().version());
        return switch (event) {
            case Event.Submitted _ ->
                "%s asked to roll out %s".formatted(rollout.order().requestedBy(), what);
            case Event.PauseRequested(String by) -> "%s paused the rollout of %s".formatted(by, what);
            case Event.ResumeRequested(String by) -> "%s resumed the rollout of %s".formatted(by, what);
            case Event.CancelRequested(String by) -> "%s cancelled the rollout of %s".formatted(by, what);
            case Event.SwitchRequested(String by) -> "%s moves the traffic to %s".formatted(by, what);
            case Event.RetryRequested(String by, String cluster) ->
                "%s tries %s in %s again".formatted(by, what, cluster);
            case Event.Answered _,
                    Event.TimePassed _,
                    Event.ApprovalDecided _,
                    Event.HealthObserved _,
                    Event.Superseded _,
                    Event.LeaseLost _,
                    Event.RollbackRequested _ -> "";
        };
    }

    private static AuditEvent kind(Transition transition) {
        if (transition.to() == State.ROLLING_BACK) {
            return AuditEvent.RollbackStarted;
        }
        if (transition.to() == State.ROLLED_BACK) {
            return AuditEvent.RollbackCompleted;
        }
        return transition.to() == State.FAILED && transition.from().equals(Optional.of(State.ROLLING_BACK))
                ? AuditEvent.RollbackFailed
                : AuditEvent.DeploymentTransition;
    }
}
