package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.health.ConsecutiveFailures;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.strategy.Environment;
import java.time.Instant;
import java.util.Optional;

/// One cluster of a rollout.
///
/// @param cluster its registered name
/// @param environment what it is for
/// @param wave from 0
/// @param state as the API shows it
/// @param step what is next
/// @param release what is installed and what was
/// @param work the command that is out, and retries
/// @param checks the gate's counts
/// @param resources custom resources before and after
/// @param error why it failed, or why it waits, as a sentence
/// @param times when it started and ended
public record ClusterRow(
        String cluster,
        Environment environment,
        int wave,
        State state,
        Step step,
        Release release,
        Work work,
        Checks checks,
        Resources resources,
        Optional<String> error,
        Times times) {

    /// Whether nothing is left to do for it unless the rollout moves on.
    boolean settled() {
        return state.terminal();
    }

    boolean idle() {
        return work.running().isEmpty();
    }

    boolean leased() {
        return work.fence() > 0;
    }

    ClusterRow at(Step next) {
        return new ClusterRow(
                cluster,
                environment,
                wave,
                state,
                next,
                release,
                work.fresh(),
                checks,
                resources,
                Optional.empty(),
                times);
    }

    ClusterRow in(State next) {
        return new ClusterRow(cluster, environment, wave, next, step, release, work, checks, resources, error, times);
    }

    ClusterRow with(Release next) {
        return new ClusterRow(cluster, environment, wave, state, step, next, work, checks, resources, error, times);
    }

    ClusterRow with(Work next) {
        return new ClusterRow(cluster, environment, wave, state, step, release, next, checks, resources, error, times);
    }

    ClusterRow with(Checks next) {
        return new ClusterRow(cluster, environment, wave, state, step, release, work, next, resources, error, times);
    }

    ClusterRow with(Resources next) {
        return new ClusterRow(cluster, environment, wave, state, step, release, work, checks, next, error, times);
    }

    ClusterRow with(Times next) {
        return new ClusterRow(cluster, environment, wave, state, step, release, work, checks, resources, error, next);
    }

    ClusterRow because(String why) {
        return new ClusterRow(
                cluster, environment, wave, state, step, release, work, checks, resources, Optional.of(why), times);
    }

    /// What is installed in the cluster.
    ///
    /// @param target empty until planning resolved it
    /// @param previous empty on a first installation
    /// @param changed whether anything of the new revision may have been written: from the moment of the first
    ///     command that writes, not of its answer
    /// @param superseded whether a later rollout of the operator owns the cluster: this one never touches it again
    /// @param colours only with BlueGreen
    public record Release(
            Optional<Revision> target,
            Optional<Revision> previous,
            boolean changed,
            boolean superseded,
            Optional<Colours> colours) {
        /// Nothing is known yet.
        public static final Release UNKNOWN =
                new Release(Optional.empty(), Optional.empty(), false, false, Optional.empty());

        Release planned(Revision next, Optional<Revision> before, Optional<Colours> homes) {
            return changed
                    ? new Release(Optional.of(next), previous, true, superseded, colours)
                    : new Release(Optional.of(next), before, false, superseded, homes);
        }

        Release installed(Revision next) {
            return new Release(Optional.of(next), previous, changed, superseded, colours);
        }

        Release changed(boolean now) {
            return new Release(target, previous, now, superseded, colours);
        }

        Release supersede() {
            return new Release(target, previous, changed, true, colours);
        }

        Release with(Colours homes) {
            return new Release(target, previous, changed, superseded, Optional.of(homes));
        }
    }

    /// What is being done.
    ///
    /// @param running the command whose answer is waited for: at most one for each cluster
    /// @param fence the token of the cluster's lease; 0 when it is not held
    /// @param attempts how often the step failed for the moment
    /// @param notBefore when it is tried again, or the next check is due
    public record Work(Optional<Command> running, long fence, int attempts, Optional<Instant> notBefore) {
        /// Nothing is being done.
        public static final Work IDLE = new Work(Optional.empty(), 0, 0, Optional.empty());

        Work fresh() {
            return new Work(running, fence, 0, Optional.empty());
        }

        Work run(Command command) {
            return new Work(Optional.of(command), fence, attempts, Optional.empty());
        }

        Work answered() {
            return new Work(Optional.empty(), fence, attempts, notBefore);
        }

        Work held(long token) {
            return new Work(running, token, attempts, notBefore);
        }

        Work again(int tries, Instant at) {
            return new Work(running, fence, tries, Optional.of(at));
        }
    }

    /// What health checks said.
    ///
    /// @param counts in the gate that is open
    /// @param last result in the gate that is open
    /// @param consecutiveFailures since the last passed one, in the gate and after it
    /// @param since when the gate's period began
    /// @param lastNumber the number of the newest observation that was counted, to leave out repeated ones
    /// @param baseline what failed before
    public record Checks(
            Counts counts,
            Last last,
            int consecutiveFailures,
            Optional<Instant> since,
            long lastNumber,
            Baseline baseline) {
        /// Nothing was checked yet.
        public static final Checks NONE = new Checks(Counts.NONE, Last.NONE, 0, Optional.empty(), 0, Baseline.NONE);

        Checks opened(Optional<Instant> from) {
            return new Checks(Counts.NONE, Last.NONE, consecutiveFailures, from, lastNumber, baseline);
        }

        Checks after(HealthReading reading) {
            int failures = new ConsecutiveFailures(consecutiveFailures)
                    .after(reading.health())
                    .count();
            return new Checks(counts.after(reading), Last.of(reading), failures, since, lastNumber, baseline);
        }

        Checks observed(long number, HealthReading reading) {
            int failures = new ConsecutiveFailures(consecutiveFailures)
                    .after(reading.health())
                    .count();
            return new Checks(counts, last, failures, since, number, baseline);
        }

        Checks against(Baseline before) {
            return new Checks(counts, last, consecutiveFailures, since, lastNumber, before);
        }

        Checks forgiven() {
            return new Checks(counts, last, 0, since, lastNumber, baseline);
        }

        boolean failedTooOften() {
            return new ConsecutiveFailures(consecutiveFailures).reached();
        }
    }

    /// How many checks of a gate said what.
    ///
    /// @param unknown those that count for nothing
    public record Counts(int passed, int failed, int unknown) {
        /// None yet.
        public static final Counts NONE = new Counts(0, 0, 0);

        /// How many answered.
        public int known() {
            return passed + failed;
        }

        /// How many were made.
        public int all() {
            return passed + failed + unknown;
        }

        Counts after(HealthReading reading) {
            return new Counts(
                    passed + (reading.passed() ? 1 : 0),
                    failed + (reading.failed() ? 1 : 0),
                    unknown + (reading.passed() || reading.failed() ? 0 : 1));
        }
    }

    /// What the last check of a gate said.
    public enum Last {
        /// There was none.
        NONE,
        /// Healthy.
        PASSED,
        /// Degraded or Unhealthy.
        FAILED,
        /// The cluster answered, but nothing could be read.
        UNKNOWN,
        /// The cluster did not answer.
        UNREACHABLE;

        static Last of(HealthReading reading) {
            if (!reading.reachable()) {
                return UNREACHABLE;
            }
            return reading.passed() ? PASSED : reading.failed() ? FAILED : UNKNOWN;
        }
    }

    /// Custom resources.
    ///
    /// @param before at the export before the change
    /// @param beforeBack at the export before going back
    /// @param after at the last comparison
    /// @param lost how many the last comparison missed
    public record Resources(
            Optional<InventoryDigest> before,
            Optional<InventoryDigest> beforeBack,
            Optional<InventoryDigest> after,
            int lost) {
        /// Nothing was counted yet.
        public static final Resources UNKNOWN = new Resources(Optional.empty(), Optional.empty(), Optional.empty(), 0);

        Resources exported(InventoryDigest found, boolean back) {
            return back
                    ? new Resources(before, Optional.of(found), after, lost)
                    : new Resources(Optional.of(found), beforeBack, after, lost);
        }

        Resources compared(InventoryDigest found, int missing) {
            return new Resources(before, beforeBack, Optional.of(found), missing);
        }
    }

    /// When things happened.
    ///
    /// @param started with its first command
    /// @param completed when nothing was left to do
    public record Times(Optional<Instant> started, Optional<Instant> completed) {
        /// Not yet.
        public static final Times NONE = new Times(Optional.empty(), Optional.empty());
    }
}
