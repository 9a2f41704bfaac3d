package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The probes of one run of a container: the startup probe alone, then liveness and readiness side by side.
///
/// @param ended raised when the run has ended
record ContainerProbes(ContainerRun owner, ActionRun target, Instant began, Signal ended) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerProbes.class);
    private static final Duration HOOK_LIMIT = Duration.ofMinutes(5);
    private static final long DEFAULT_GRACE = 30;

    @Override
    public void run() {
        Container container = owner.container();
        if (!hookWentWell(container) || !hasStarted(container)) {
            return;
        }
        Optional<Probe> readiness = Optional.ofNullable(container.getReadinessProbe());
        owner.noteStarted(readiness.isEmpty(), ended);
        Optional.ofNullable(container.getLivenessProbe())
                .ifPresent(probe -> Thread.ofVirtual().start(() -> live(probe)));
        readiness.ifPresent(this::watchReadiness);
    }

    private boolean hookWentWell(Container container) {
        Optional<String> wrong = Optional.ofNullable(container.getLifecycle())
                .map(Lifecycle::getPostStart)
                .flatMap(hook -> target.perform(Action.of(hook), HOOK_LIMIT));
        wrong.ifPresent(why -> restart("its postStart hook failed", why, Optional.empty()));
        return wrong.isEmpty();
    }

    private boolean hasStarted(Container container) {
        Optional<Probe> startup = Optional.ofNullable(container.getStartupProbe());
        if (startup.isEmpty()) {
            return !ended.isRaised();
        }
        Optional<ProbeLoop.Verdict> verdict = loop(startup.get()).next();
        verdict.filter(answer -> !answer.well())
                .ifPresent(answer -> restart("its startup probe failed", answer.why(), startup));
        return verdict.filter(ProbeLoop.Verdict::well).isPresent();
    }

    private void live(Probe probe) {
        ProbeLoop loop = loop(probe);
        for (var verdict = loop.next(); verdict.isPresent(); verdict = loop.next()) {
            if (!verdict.get().well()) {
                restart("its liveness probe failed", verdict.get().why(), Optional.of(probe));
                return;
            }
        }
    }

    private void watchReadiness(Probe probe) {
        ProbeLoop loop = loop(probe);
        for (var verdict = loop.next(); verdict.isPresent(); verdict = loop.next()) {
            boolean well = verdict.get().well();
            if (owner.facts().ready() != well) {
                owner.noteReady(well, ended);
            }
        }
    }

    private void restart(String what, String why, Optional<Probe> probe) {
        if (ended.isRaised()) {
            return;
        }
        LOG.info("container {} is ended because {}: {}", owner.container().getName(), what, why);
        long grace = probe.map(Probe::getTerminationGracePeriodSeconds)
                .or(() -> Optional.ofNullable(target.launch().pod().getSpec().getTerminationGracePeriodSeconds()))
                .orElse(DEFAULT_GRACE);
        owner.end(Duration.ofSeconds(grace));
    }

    private ProbeLoop loop(Probe probe) {
        return new ProbeLoop(probe, target, began, ended);
    }
}
