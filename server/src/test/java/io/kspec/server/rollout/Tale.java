package io.kspec.server.rollout;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.health.Part;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Event.ApprovalDecided.Outcome;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Rollouts with what people do to them, in acts; together they take every row of the tables of states. Clusters are at
/// work one after the other, so that a tale always stores the same transitions in the same order.
enum Tale {
    ALL_GOES_WELL(
            submits("1.0.0", Plans.ONE_BY_ONE, true, "a", "b"),
            Act.worksUntilDue(Command.Export.class),
            Act.worksUntilDue(Command.VerifyObjects.class),
            Act.worksUntil("b", State.VALIDATING),
            Act.works()),
    PLANNING_IS_REFUSED(Plans.broken(Command.Judge.class), first(Plans.QUICK), Act.works()),
    CANCELLED_BEFORE_ITS_START(production(), Act.works(), cancel(), Act.works()),
    REJECTED(production(), Act.works(), consent(Outcome.REJECTED), Act.works()),
    NOBODY_DECIDED(production(), Act.works(), consent(Outcome.EXPIRED), Act.works()),
    AN_UPGRADE_BROKE(
            first(Plans.QUICK),
            Act.works(),
            Plans.broken(Command.InstallRelease.class),
            submits("2.0.0", Plans.QUICK, true, "a"),
            Act.works()),
    SICK_IN_THE_SECOND_WAVE(
            submits("1.0.0", Plans.ONE_BY_ONE, true, "a", "b"),
            Act.worksUntil("b", State.DEPLOYING),
            sick(),
            Act.works()),
    SICK_IN_THE_SECOND_WAVE_AND_LEFT_SO(
            submits("1.0.0", Plans.ONE_BY_ONE, false, "a", "b"),
            Act.worksUntil("b", State.DEPLOYING),
            sick(),
            Act.works()),
    TAKEN_BACK_WHILE_INSTALLED(
            first(Plans.QUICK), Act.worksUntilDue(Command.InstallRelease.class), back(), Act.works()),
    BROKEN_AND_TRIED_AGAIN(
            Plans.broken(Command.InstallRelease.class),
            withoutWayBack(Plans.QUICK),
            Act.works(),
            retry(),
            Act.works(),
            back(),
            Act.works()),
    BROKEN_AND_TAKEN_BACK(
            Plans.broken(Command.InstallRelease.class), withoutWayBack(Plans.QUICK), Act.works(), back(), Act.works()),
    CANCELLED_WHILE_EXPORTED(first(Plans.QUICK), Act.worksUntilDue(Command.Export.class), cancel(), Act.works()),
    CANCELLED_WHILE_SILENT(
            first(Plans.QUICK),
            Act.worksUntilDue(Command.InstallRelease.class),
            new Act.Prepares(Command.InstallRelease.class, new Answer.Unavailable("silence")),
            cancel(),
            Act.works()),
    CANCELLED_WHILE_VALIDATED(
            first(Plans.QUICK), Act.worksUntil(State.VALIDATING), cancel(), Act.works(), back(), Act.works()),
    CANCELLED_WHILE_NOBODY_KNOWS(
            first(Plans.QUICK),
            Act.worksUntil(State.VALIDATING),
            new Act.Prepares(
                    Command.CheckHealth.class, new Answer.Checked(HealthReading.unreachable("no answer within 3 s"))),
            cancel(),
            Act.works()),
    CANCELLED_BEFORE_THE_SWITCH(
            first(Plans.QUICK),
            Act.works(),
            submits("2.0.0", Strategy.BlueGreen.defaults(), true, "a"),
            Act.worksUntil(State.VALIDATING),
            cancel(),
            Act.works()),
    SICK_WHEN_VALIDATED(Plans.sick(Command.CheckHealth.class), first(Plans.QUICK), Act.works()),
    SICK_WHEN_VALIDATED_AND_LEFT_SO(Plans.sick(Command.CheckHealth.class), withoutWayBack(Plans.QUICK), Act.works()),
    NOT_COMPARED(Plans.broken(Command.VerifyObjects.class), first(Plans.QUICK), Act.works()),
    NOT_COMPARED_AND_LEFT_SO(Plans.broken(Command.VerifyObjects.class), withoutWayBack(Plans.QUICK), Act.works()),
    TAKEN_BACK_WHILE_VALIDATED(first(Plans.QUICK), Act.worksUntil(State.VALIDATING), back(), Act.works()),
    SICK_AFTERWARDS(first(Plans.QUICK), Act.works(), sick(), Act.works()),
    NOT_BROUGHT_BACK(
            Plans.broken(Command.InstallRelease.class),
            Plans.broken(Command.UninstallRelease.class),
            first(Plans.QUICK),
            Act.works(),
            retry(),
            Act.works()),
    TRIED_AGAIN_MEANWHILE(
            Plans.broken(Command.InstallRelease.class),
            submits("1.0.0", Plans.ON_ITS_OWN, false, "a", "b"),
            Act.worksUntil(State.VALIDATING),
            retry(),
            Act.works()),
    THE_SECOND_WAVE_IS_TAKEN_UP_AGAIN(
            Plans.broken(Command.InstallRelease.class),
            submits("1.0.0", Plans.ONE_BY_ONE, false, "a", "b"),
            Act.works(),
            retry(),
            Act.works()),
    SICK_ON_ITS_OWN(Plans.sick(Command.CheckHealth.class), first(Plans.ON_ITS_OWN), Act.works(), retry(), Act.works()),
    BROKEN_ON_ITS_OWN(Plans.broken(Command.InstallRelease.class), first(Plans.ON_ITS_OWN), Act.works()),
    NOT_COMPARED_ON_ITS_OWN(Plans.broken(Command.VerifyObjects.class), first(Plans.ON_ITS_OWN), Act.works()),
    SICK_AFTER_ITS_GATE(
            submits("1.0.0", Plans.ON_ITS_OWN, true, "a", "b"),
            Act.worksUntil("b", State.DEPLOYING),
            sick(),
            Act.works()),
    TAKEN_BACK_BEFORE_ANOTHER_TRY(
            Plans.broken(Command.InstallRelease.class),
            submits("1.0.0", Plans.ON_ITS_OWN, false, "a", "b"),
            Act.worksUntil(State.VALIDATING),
            new Act.Asks(new Event.PauseRequested("rita")),
            retry(),
            back(),
            Act.works()),
    TAKEN_BACK_AFTER_IT_WAS_SKIPPED(
            Plans.broken(Command.InstallRelease.class),
            withoutWayBack(Plans.QUICK),
            Act.works(),
            retry(),
            cancel(),
            Act.works(),
            back(),
            Act.works());

    private final List<Act> acts;

    Tale(Act... acts) {
        this.acts = List.of(acts);
    }

    List<Act> acts() {
        return acts;
    }

    /// What the tales are made of: an enum's own constants come too late for that.
    private static final class Plans {
        static final Strategy QUICK = Strategy.Direct.defaults();
        static final Strategy ONE_BY_ONE = new Strategy.Rolling(List.of(), Duration.ZERO, Duration.ZERO, true);
        static final Strategy ON_ITS_OWN = new Strategy.Rolling(List.of(), Duration.ZERO, Duration.ZERO, false);
        static final HealthReading CRASHES =
                new HealthReading(Health.UNHEALTHY, List.of(Part.PODS), true, true, List.of(), "0 of 2 pods are ready");

        static Act broken(Class<? extends Command> kind) {
            return new Act.Prepares(kind, new Answer.Refused("it broke"));
        }

        static Act sick(Class<Command.CheckHealth> kind) {
            return new Act.Prepares(kind, new Answer.Checked(CRASHES));
        }
    }

    private static Act submits(String version, Strategy strategy, boolean autoRollback, String... clusters) {
        List<Target> targets = Arrays.stream(clusters)
                .map(name -> new Target(name, Environment.DEVELOPMENT))
                .toList();
        return new Act.Submits(version, strategy, autoRollback, targets);
    }

    private static Act first(Strategy strategy) {
        return submits("1.0.0", strategy, true, "a");
    }

    private static Act withoutWayBack(Strategy strategy) {
        return submits("1.0.0", strategy, false, "a");
    }

    private static Act production() {
        return new Act.Submits("1.0.0", Plans.QUICK, true, List.of(new Target("a", Environment.PRODUCTION)));
    }

    private static Act consent(Outcome outcome) {
        String digest = TableClusters.revision("1.0.0").digest();
        return new Act.Leaves(
                new Event.ApprovalDecided(ApprovalKind.PRODUCTION_DEPLOYMENT, digest, outcome, "adam", "no"));
    }

    private static Act sick() {
        return new Act.Leaves(new Event.HealthObserved("a", 1, Plans.CRASHES));
    }

    private static Act cancel() {
        return new Act.Asks(new Event.CancelRequested("rita"));
    }

    private static Act back() {
        return new Act.Asks(new Event.RollbackRequested("rita", "customers complain", List.of()));
    }

    private static Act retry() {
        return new Act.Asks(new Event.RetryRequested("rita", "a"));
    }
}
