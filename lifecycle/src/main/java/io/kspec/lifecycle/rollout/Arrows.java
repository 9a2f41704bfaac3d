package io.kspec.lifecycle.rollout;

import static io.kspec.lifecycle.rollout.State.CANCELLED;
import static io.kspec.lifecycle.rollout.State.COMPLETED;
import static io.kspec.lifecycle.rollout.State.DEPLOYING;
import static io.kspec.lifecycle.rollout.State.FAILED;
import static io.kspec.lifecycle.rollout.State.PLANNING;
import static io.kspec.lifecycle.rollout.State.ROLLED_BACK;
import static io.kspec.lifecycle.rollout.State.ROLLING_BACK;
import static io.kspec.lifecycle.rollout.State.SKIPPED;
import static io.kspec.lifecycle.rollout.State.VALIDATING;

import io.kspec.lifecycle.rollout.Transition.Arrow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The tables of states as data.
final class Arrows {
    static final List<Arrow> ROLLOUTS = Stream.of(
                    Stream.of(new Arrow(Optional.empty(), PLANNING, Trigger.SUBMITTED)),
                    from(PLANNING, DEPLOYING, Trigger.PLAN_SETTLED),
                    from(PLANNING, FAILED, Trigger.PLAN_REFUSED),
                    from(PLANNING, CANCELLED, Trigger.CANCELLED, Trigger.APPROVAL_REJECTED, Trigger.APPROVAL_EXPIRED),
                    from(DEPLOYING, VALIDATING, Trigger.INSTALLED),
                    from(
                            DEPLOYING,
                            ROLLING_BACK,
                            Trigger.OPERATION_FAILED,
                            Trigger.HEALTH_FAILED,
                            Trigger.ROLLBACK_REQUESTED),
                    from(DEPLOYING, FAILED, Trigger.OPERATION_FAILED, Trigger.HEALTH_FAILED),
                    from(DEPLOYING, CANCELLED, Trigger.CANCELLED),
                    from(VALIDATING, DEPLOYING, Trigger.GATE_PASSED, Trigger.RETRIED),
                    from(VALIDATING, COMPLETED, Trigger.FINISHED),
                    from(
                            VALIDATING,
                            ROLLING_BACK,
                            Trigger.HEALTH_FAILED,
                            Trigger.OPERATION_FAILED,
                            Trigger.ROLLBACK_REQUESTED),
                    from(VALIDATING, FAILED, Trigger.HEALTH_FAILED, Trigger.OPERATION_FAILED),
                    from(VALIDATING, CANCELLED, Trigger.CANCELLED),
                    from(COMPLETED, ROLLING_BACK, Trigger.HEALTH_FAILED, Trigger.ROLLBACK_REQUESTED),
                    from(FAILED, ROLLING_BACK, Trigger.ROLLBACK_REQUESTED, Trigger.RETRIED),
                    from(FAILED, PLANNING, Trigger.RETRIED),
                    from(CANCELLED, ROLLING_BACK, Trigger.ROLLBACK_REQUESTED),
                    from(ROLLING_BACK, ROLLED_BACK, Trigger.RESTORED),
                    from(ROLLING_BACK, FAILED, Trigger.RESTORE_FAILED))
            .flatMap(arrows -> arrows)
            .toList();

    static final List<Arrow> CLUSTERS = Stream.of(
                    from(PLANNING, DEPLOYING, Trigger.STARTED),
                    from(PLANNING, SKIPPED, Trigger.SKIPPED),
                    from(DEPLOYING, VALIDATING, Trigger.INSTALLED),
                    from(DEPLOYING, FAILED, Trigger.OPERATION_FAILED, Trigger.CUT_SHORT),
                    from(DEPLOYING, SKIPPED, Trigger.SKIPPED),
                    from(DEPLOYING, ROLLING_BACK, Trigger.OPERATION_FAILED),
                    from(VALIDATING, COMPLETED, Trigger.GATE_PASSED, Trigger.CUT_SHORT),
                    from(VALIDATING, FAILED, Trigger.HEALTH_FAILED, Trigger.OPERATION_FAILED, Trigger.CUT_SHORT),
                    from(VALIDATING, SKIPPED, Trigger.CANCELLED),
                    from(VALIDATING, ROLLING_BACK, Trigger.HEALTH_FAILED, Trigger.OPERATION_FAILED),
                    from(COMPLETED, FAILED, Trigger.HEALTH_FAILED),
                    from(COMPLETED, ROLLING_BACK, Trigger.HEALTH_FAILED),
                    from(FAILED, PLANNING, Trigger.RETRIED),
                    from(FAILED, ROLLING_BACK, Trigger.RETRIED),
                    from(SKIPPED, PLANNING, Trigger.RETRIED),
                    from(ROLLED_BACK, PLANNING, Trigger.RETRIED),
                    Stream.of(DEPLOYING, VALIDATING, COMPLETED)
                            .flatMap(state -> from(state, ROLLING_BACK, Trigger.ROLLBACK_STARTED)),
                    Stream.of(PLANNING, DEPLOYING, VALIDATING, COMPLETED, FAILED, SKIPPED)
                            .flatMap(state -> from(state, ROLLING_BACK, Trigger.ROLLBACK_REQUESTED)),
                    from(ROLLING_BACK, ROLLED_BACK, Trigger.RESTORED),
                    from(ROLLING_BACK, FAILED, Trigger.RESTORE_FAILED))
            .flatMap(arrows -> arrows)
            .toList();

    private Arrows() {}

    private static Stream<Arrow> from(State from, State to, Trigger... triggers) {
        return Arrays.stream(triggers).map(trigger -> new Arrow(Optional.of(from), to, trigger));
    }
}
