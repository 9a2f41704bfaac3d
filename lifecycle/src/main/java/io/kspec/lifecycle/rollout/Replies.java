package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.HealthReading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What follows from the answer to a command.
final class Replies {
    private static final int TELL_AFTER = 5;

    /// What was sent to the old colour before every API server knew of the new one is answered by then.
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private Replies() {}

    /// Takes an answer in; says why it changes nothing, when it does not.
    static Optional<String> answered(Draft draft, Event.Answered event) {
        if (draft.running
                .filter(command -> command.id().equals(event.command()))
                .isPresent()) {
            Command command = draft.running.orElseThrow();
            if (!fits(command, event.answer())) {
                return misfit(command, event.answer());
            }
            draft.running = Optional.empty();
            whole(draft, event.answer());
            return Optional.empty();
        }
        Optional<ClusterRow> found =
                draft.rows(row -> row.work().running().map(Command::id).equals(Optional.of(event.command()))).stream()
                        .findFirst();
        if (found.isEmpty()) {
            return Optional.of("no answer to %s is waited for".formatted(event.command()));
        }
        ClusterRow row = found.get();
        Command command = row.work().running().orElseThrow();
        if (!fits(command, event.answer())) {
            return misfit(command, event.answer());
        }
        cluster(draft, draft.put(row.with(row.work().answered())), command, event.answer());
        return Optional.empty();
    }

    private static Optional<String> misfit(Command command, Answer answer) {
        return Optional.of("%s is no answer to %s".formatted(answer.getClass().getSimpleName(), command.word()));
    }

    /// Which answers a command may have.
    private static boolean fits(Command command, Answer answer) {
        return switch (answer) {
            case Answer.Refused _, Answer.Unavailable _ -> true;
            case Answer.Done _ -> Command.plain(command);
            case Answer.Judged _ -> command instanceof Command.Judge;
            case Answer.Granted granted ->
                command instanceof Command.ClaimSlot
                        || (command instanceof Command.AcquireLease && granted.token() > 0);
            case Answer.Busy _ -> command instanceof Command.ClaimSlot || command instanceof Command.AcquireLease;
            case Answer.Exported _ -> command instanceof Command.Export;
            case Answer.Installed _ ->
                command instanceof Command.InstallRelease || command instanceof Command.RollBackRelease;
            case Answer.Checked _ -> command instanceof Command.CheckHealth;
            case Answer.Verified _ -> command instanceof Command.VerifyObjects;
            case Answer.Scaled _ -> command instanceof Command.ScaleDown;
        };
    }

    /// About the rollout as a whole: planning's questions.
    private static void whole(Draft draft, Answer answer) {
        switch (answer) {
            case Answer.Judged judged -> BeforeStart.judged(draft, judged);
            case Answer.Granted _ -> {
                draft.attempts = 0;
                draft.planning = draft.planning.withSlot(true);
            }
            case Answer.Busy busy -> BeforeStart.busy(draft, busy);
            case Answer.Refused(String reason) -> BeforeStart.refused(draft, reason);
            case Answer.Unavailable(String reason) -> {
                draft.attempts++;
                if (draft.attempts >= BeforeStart.JUDGE_ATTEMPTS) {
                    BeforeStart.refused(draft, reason);
                } else {
                    draft.notBefore = Optional.of(draft.later(draft.attempts));
                }
            }
            case Answer.Done _,
                    Answer.Exported _,
                    Answer.Installed _,
                    Answer.Checked _,
                    Answer.Verified _,
                    Answer.Scaled _ -> {}
        }
    }

    private static void cluster(Draft draft, ClusterRow row, Command command, Answer answer) {
        if (command instanceof Command.AcquireLease) {
            lease(draft, row, answer);
            return;
        }
        ClusterRow learned = draft.put(learn(row, command, answer));
        if (learned.settled() || learned.step() == Step.BACK_WAIT) {
            return;
        }
        boolean back = learned.state() == State.ROLLING_BACK;
        switch (answer) {
            case Answer.Unavailable(String reason) -> again(draft, learned, reason);
            case Answer.Refused(String reason) -> refused(draft, learned, command, reason, back);
            case Answer.Checked(HealthReading reading) -> checked(draft, learned, reading);
            case Answer.Verified found when found.lost() > 0 -> lost(draft, learned, found, back);
            case Answer.Done _, Answer.Exported _, Answer.Installed _, Answer.Verified _, Answer.Scaled _ ->
                forth(draft, learned, back);
            case Answer.Judged _, Answer.Granted _, Answer.Busy _ -> {}
        }
    }

    /// What an answer tells about the cluster, whatever is made of it.
    private static ClusterRow learn(ClusterRow row, Command command, Answer answer) {
        return switch (answer) {
            case Answer.Exported(InventoryDigest inventory) ->
                row.with(
                        row.resources().exported(inventory, command instanceof Command.Export export && export.back()));
            case Answer.Installed(Revision revision) ->
                command instanceof Command.InstallRelease
                        ? row.with(row.release().installed(revision))
                        : row;
            case Answer.Verified verified -> row.with(row.resources().compared(verified.after(), verified.lost()));
            case Answer.Scaled scaled ->
                row.release()
                        .colours()
                        .filter(colours -> colours.replicas().isEmpty())
                        .map(colours -> row.with(row.release()
                                .with(new Colours(
                                        colours.active(), colours.next(), scaled.replicas(), colours.switched()))))
                        .orElse(row);
            case Answer.Done _,
                    Answer.Refused _,
                    Answer.Unavailable _,
                    Answer.Judged _,
                    Answer.Granted _,
                    Answer.Busy _,
                    Answer.Checked _ -> row;
        };
    }

    private static void lease(Draft draft, ClusterRow row, Answer answer) {
        switch (answer) {
            case Answer.Granted(long token) -> {
                ClusterRow held = row.with(row.work().held(token).fresh());
                draft.put(held);
            }
            case Answer.Busy busy ->
                draft.put(row.with(row.work()
                                .again(
                                        row.work().attempts() + 1,
                                        busy.retryAt()
                                                .orElse(draft.later(row.work().attempts() + 1))))
                        .because("%s holds the lease".formatted(busy.holder())));
            case Answer.Refused(String reason) -> noLease(draft, row, reason);
            case Answer.Unavailable(String reason) -> again(draft, row, reason);
            case Answer.Done _,
                    Answer.Judged _,
                    Answer.Exported _,
                    Answer.Installed _,
                    Answer.Checked _,
                    Answer.Verified _,
                    Answer.Scaled _ -> {}
        }
    }

    private static void noLease(Draft draft, ClusterRow row, String reason) {
        ClusterRow lost = draft.put(row.with(row.release().supersede()));
        if (draft.state() == State.PLANNING) {
            BeforeStart.refused(draft, reason);
        } else if (lost.state() == State.ROLLING_BACK) {
            Back.failed(draft, lost, reason);
        } else if (!lost.settled()) {
            Failing.fail(draft, List.of(lost), Trigger.OPERATION_FAILED, reason);
        }
    }

    /// Something that failed for the moment: for as long as it takes on the way forward, because silence is no
    /// failure; so often and no more on the way back, because a person must know.
    private static void again(Draft draft, ClusterRow row, String reason) {
        int tries = row.work().attempts() + 1;
        if (row.state() == State.ROLLING_BACK && row.step() != Step.BACK_WAIT && tries >= Back.ATTEMPTS) {
            Back.failed(draft, row, reason);
            return;
        }
        draft.put(row.with(row.work().again(tries, draft.later(tries))).because(reason));
        if (tries == TELL_AFTER) {
            draft.tell("ClusterWaits", "%s: %s".formatted(row.cluster(), reason));
        }
    }

    private static void refused(Draft draft, ClusterRow row, Command command, String reason, boolean back) {
        if (back && command instanceof Command.ScaleUp) {
            // The old colour is gone: install it again.
            draft.put(row.at(Step.REDEPLOY));
        } else if (back) {
            Back.failed(draft, row, reason);
        } else {
            Failing.fail(draft, List.of(row), Trigger.OPERATION_FAILED, "%s: %s".formatted(row.cluster(), reason));
        }
    }

    private static void lost(Draft draft, ClusterRow row, Answer.Verified found, boolean back) {
        String reason =
                "%d custom resources were lost on %s: %s".formatted(found.lost(), row.cluster(), found.sentence());
        if (back) {
            Back.failed(draft, row, reason);
        } else {
            Failing.fail(draft, List.of(row), Trigger.HEALTH_FAILED, reason);
        }
    }

    private static void checked(Draft draft, ClusterRow row, HealthReading reading) {
        if (row.step() == Step.CHECK_BACK) {
            Back.checked(draft, row, reading);
        } else if (row.step() == Step.BASELINE) {
            if (reading.reachable()) {
                Baseline found = reading.health() == Health.UNKNOWN ? Baseline.NONE : reading.asBaseline();
                draft.put(row.with(row.checks().against(found)).at(Step.EXPORT));
            } else {
                again(draft, row, reading.sentence());
            }
        } else {
            ClusterRow counted = draft.put(row.with(row.checks().after(reading)));
            if ((reading.reachable() && reading.failed() && reading.crashLoop())
                    || counted.checks().failedTooOften()) {
                Failing.fail(
                        draft,
                        List.of(counted),
                        Trigger.HEALTH_FAILED,
                        "%s: %s".formatted(row.cluster(), reading.sentence()));
            } else {
                Gates.checked(draft, counted);
            }
        }
    }

    /// The step went well.
    private static void forth(Draft draft, ClusterRow row, boolean back) {
        if (back) {
            Back.done(draft, row);
            return;
        }
        switch (row.step()) {
            case EXPORT -> draft.put(row.at(Step.CRDS));
            case CRDS -> draft.put(row.at(Step.INSTALL));
            case INSTALL ->
                draft.move(
                        row.at(Step.CHECK).with(row.checks().opened(Optional.empty())),
                        State.VALIDATING,
                        Trigger.INSTALLED,
                        "the release is installed",
                        Draft.KSPEC);
            case VERIFY -> draft.put(row.at(Step.GATE));
            case SWITCH -> {
                ClusterRow next = row.at(Step.SCALE_DOWN);
                draft.put(next.with(next.work().again(0, draft.now.plus(DRAIN))));
            }
            case SCALE_DOWN ->
                draft.put(row.at(Step.CHECK_SWITCHED).with(row.checks().opened(Optional.empty())));
            case VERIFY_SWITCHED -> draft.put(row.at(Step.GATE_SWITCHED));
            case WITHDRAW -> {
                ClusterRow withdrawn = draft.put(row.with(row.release().changed(false)));
                draft.settle(withdrawn, State.SKIPPED, Trigger.CANCELLED, "the new colour was removed again");
            }
            case WAIT,
                    BASELINE,
                    CHECK,
                    GATE,
                    CHECK_SWITCHED,
                    GATE_SWITCHED,
                    BACK_WAIT,
                    RECOVER,
                    RESTORE_RECORD,
                    JUDGE_BACK,
                    EXPORT_BACK,
                    SCALE_UP,
                    SWITCH_BACK,
                    REDEPLOY,
                    CHECK_BACK,
                    VERIFY_BACK,
                    REMOVE_NEW,
                    DONE -> {}
        }
    }
}
