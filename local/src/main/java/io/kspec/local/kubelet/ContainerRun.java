package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.local.Deadline;
import io.kspec.local.LocalKubernetesException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// One container from its first start to its last end, in a thread of its own.
final class ContainerRun {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration AFTER_HOOK = Duration.ofSeconds(2);
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(5);

    private final PodSite site;
    private final Container container;
    private final Restarts restarts;
    private final Runnable changed;
    private final Signal stop = new Signal();
    private final Signal started = new Signal();
    private final Signal over = new Signal();
    private ContainerFacts facts = ContainerFacts.waiting();
    private Optional<Running> running = Optional.empty();

    private record Running(Process process, Launch launch) {}

    /// @param changed told after each change of the facts
    ContainerRun(PodSite site, Container container, Restarts restarts, Runnable changed) {
        this.site = site;
        this.container = container;
        this.restarts = restarts;
        this.changed = changed;
    }

    Container container() {
        return container;
    }

    synchronized ContainerFacts facts() {
        return facts;
    }

    synchronized Optional<Process> process() {
        return running.map(Running::process).filter(Process::isAlive);
    }

    void begin() {
        Thread.ofVirtual().name("container " + container.getName()).start(this::run);
    }

    /// Waits until it will not be started again.
    void awaitOver() {
        over.await();
    }

    /// Waits until its startup probe has passed, or it is over.
    void awaitStarted() {
        started.await();
    }

    private void run() {
        RestartBackOff backOff = site.place().settings().backOff();
        int ends = 0;
        while (!stop.isRaised()) {
            Optional<ContainerFacts.State.Ended> end = attempt();
            if (end.isEmpty()) {
                stop.within(RETRY);
                continue;
            }
            if (!restarts.after(end.get().exitCode())) {
                break;
            }
            boolean longRun = backOff.isForgottenAfter(
                    Duration.between(end.get().began(), end.get().at()));
            pause(backOff.after(longRun ? 0 : ends));
            ends = longRun ? 1 : ends + 1;
        }
        tell(ContainerFacts::isOver);
        started.raise();
        over.raise();
    }

    private void pause(Duration time) {
        if (time.isPositive() && !stop.isRaised()) {
            tell(now -> now.waits(
                    "CrashLoopBackOff",
                    "back-off %d s restarting failed container %s".formatted(time.toSeconds(), container.getName())));
            stop.within(time);
        }
    }

    /// Empty if it could not be started.
    private Optional<ContainerFacts.State.Ended> attempt() {
        try {
            Launch launch = site.launch(container);
            Optional<MemoryLimit> limit = site.memoryLimit(container);
            return start(launch, limit).map(process -> watch(process, launch, limit));
        } catch (CannotStart missing) {
            tell(now -> now.waits(missing.reason(), missing.sentence()));
        } catch (KubernetesClientException | LocalKubernetesException failed) {
            tell(now -> now.waits("CreateContainerError", String.valueOf(failed.getMessage())));
        }
        return Optional.empty();
    }

    /// Empty if it was stopped meanwhile.
    private synchronized Optional<Process> start(Launch launch, Optional<MemoryLimit> limit) {
        if (stop.isRaised()) {
            limit.ifPresent(MemoryLimit::close);
            return Optional.empty();
        }
        Process process = site.start(launch, limit);
        running = Optional.of(new Running(process, launch));
        return Optional.of(process);
    }

    private ContainerFacts.State.Ended watch(Process process, Launch launch, Optional<MemoryLimit> limit) {
        Instant began = Instant.now();
        Signal ended = new Signal();
        tell(now -> now.runs(process.pid(), began));
        Thread.ofVirtual()
                .name("probes of " + container.getName())
                .start(() -> new ContainerProbes(this, new ActionRun(site, launch), began, ended).run());
        int code = process.onExit().join().exitValue();
        ended.raise();
        boolean starved = limit.map(MemoryLimit::hasKilled).orElse(false);
        limit.ifPresent(MemoryLimit::close);
        String reason = starved ? "OOMKilled" : code == 0 ? "Completed" : "Error";
        var end = new ContainerFacts.State.Ended(process.pid(), code, reason, began, Instant.now());
        tell(now -> now.ended(end));
        return end;
    }

    /// Takes over what a probe found, unless the run it looked at has ended.
    void noteStarted(boolean ready, Signal ended) {
        tell(now -> ended.isRaised() ? now : now.hasStarted().isReady(ready));
        started.raise();
    }

    void noteReady(boolean ready, Signal ended) {
        tell(now -> ended.isRaised() ? now : now.isReady(ready));
    }

    /// Ends it for good: hook, SIGTERM, grace, SIGKILL. Returns when it is over.
    ///
    /// @param grace zero kills at once
    void terminate(Duration grace) {
        stop.raise();
        end(grace);
        over.await();
    }

    /// A container that was never begun is over without a run.
    void neverBegin() {
        stop.raise();
        tell(ContainerFacts::isOver);
        started.raise();
        over.raise();
    }

    /// Ends this run of it; whether there is another is for the restart policy to say.
    void end(Duration grace) {
        Optional<Running> now;
        synchronized (this) {
            now = running;
        }
        now.filter(run -> run.process().isAlive()).ifPresent(run -> end(run, grace));
    }

    private void end(Running run, Duration grace) {
        Deadline deadline = Deadline.in(grace);
        if (grace.isPositive()) {
            Optional.ofNullable(container.getLifecycle())
                    .map(Lifecycle::getPreStop)
                    .ifPresent(hook -> new ActionRun(site, run.launch()).perform(Action.of(hook), grace));
            run.process().destroy();
            Duration left = deadline.left();
            awaitEnd(
                    run.process(),
                    left.compareTo(AFTER_HOOK) < 0 && grace.compareTo(AFTER_HOOK) > 0 ? AFTER_HOOK : left);
        }
        if (run.process().isAlive()) {
            Processes.kill(run.process());
            awaitEnd(run.process(), TIME_TO_DIE);
        }
    }

    private static void awaitEnd(Process process, Duration time) {
        try {
            process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(UnaryOperator<ContainerFacts> change) {
        synchronized (this) {
            facts = change.apply(facts);
        }
        changed.run();
    }
}
