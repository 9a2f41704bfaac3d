package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.kspec.local.LocalKubernetesException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One pod on one of our nodes, from when it was assigned until it is gone.
final class PodRun {
    private static final Logger LOG = LoggerFactory.getLogger(PodRun.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long DEFAULT_GRACE = 30;

    private final PodSite site;
    private final Instant began = Instant.now();
    private final List<ContainerRun> inits;
    private final List<ContainerRun> mains;
    private final PodStatusWriter writer;
    private final Signal vanished = new Signal();
    private final Signal finished = new Signal();
    private volatile Pod latest;
    private boolean deleting;
    private boolean removed;

    PodRun(PodSite site) {
        this.site = site;
        this.latest = site.fields().pod();
        this.writer = new PodStatusWriter(site.place().client(), latest, this::status);
        this.inits = Optional.ofNullable(latest.getSpec().getInitContainers()).orElse(List.of()).stream()
                .map(container ->
                        new ContainerRun(site, container, Restarts.ofInit(latest, container), writer::changed))
                .toList();
        this.mains = latest.getSpec().getContainers().stream()
                .map(container -> new ContainerRun(site, container, Restarts.of(latest), writer::changed))
                .toList();
    }

    PodSite site() {
        return site;
    }

    String node() {
        return latest.getSpec().getNodeName();
    }

    /// The process of the first container that is neither init container nor sidecar.
    Optional<Process> process() {
        return mains.getFirst().process();
    }

    void begin() {
        writer.begin();
        writer.changed();
        String name = latest.getMetadata().getName();
        Thread.ofVirtual().name("pod " + name).start(this::run);
        Thread.ofVirtual().name("volumes of " + name).start(this::refresh);
    }

    /// Takes notice of a new state of the object: that it shall be deleted, or that a gate has opened.
    void changed(Pod now) {
        latest = now;
        writer.changed();
        if (now.getMetadata().getDeletionTimestamp() != null && noteDeletion()) {
            long grace = Optional.ofNullable(now.getMetadata().getDeletionGracePeriodSeconds())
                    .orElse(DEFAULT_GRACE);
            terminate(Duration.ofSeconds(grace));
            removeIfDue();
        }
    }

    /// Ends its processes at once and tells nobody, as a lost machine would.
    void vanish() {
        vanished.raise();
        writer.mute();
        terminate(Duration.ZERO);
    }

    private void run() {
        boolean initialized = runInits();
        mains.forEach(initialized ? ContainerRun::begin : ContainerRun::neverBegin);
        mains.forEach(ContainerRun::awaitOver);
        inits.stream().filter(PodRun::isSidecar).forEach(sidecar -> sidecar.terminate(Duration.ofSeconds(grace())));
        writer.finish();
        finished.raise();
        removeIfDue();
    }

    /// One after the other, and whether all went well.
    private boolean runInits() {
        boolean well = true;
        for (ContainerRun init : inits) {
            if (!well) {
                init.neverBegin();
                continue;
            }
            init.begin();
            if (isSidecar(init)) {
                init.awaitStarted();
            } else {
                init.awaitOver();
                well = init.facts().hasSucceeded();
            }
        }
        return well;
    }

    private static boolean isSidecar(ContainerRun run) {
        return Restarts.isSidecar(run.container());
    }

    private void refresh() {
        while (!finished.within(site.place().settings().refresh()) && !vanished.isRaised()) {
            try {
                site.volumes().refresh();
            } catch (CannotStart | KubernetesClientException | LocalKubernetesException trouble) {
                LOG.debug(
                        "volumes of {} stay as they are: {}",
                        latest.getMetadata().getName(),
                        trouble.getMessage());
            }
        }
    }

    /// All containers at the same time; does not wait for them.
    private void terminate(Duration grace) {
        Stream.concat(mains.stream(), inits.stream()).forEach(run -> Thread.ofVirtual()
                .name("end of " + run.container().getName())
                .start(() -> run.terminate(grace)));
    }

    private long grace() {
        return Optional.ofNullable(latest.getSpec().getTerminationGracePeriodSeconds())
                .orElse(DEFAULT_GRACE);
    }

    private synchronized boolean noteDeletion() {
        boolean first = !deleting;
        deleting = true;
        return first;
    }

    private void removeIfDue() {
        synchronized (this) {
            if (!deleting || removed || !finished.isRaised() || vanished.isRaised()) {
                return;
            }
            removed = true;
        }
        Thread.ofVirtual().start(() -> {
            while (!vanished.isRaised() && !remove()) {
                vanished.within(RETRY);
            }
        });
    }

    /// Deletes the object, unless another pod has its name by now. False if the API server was not to be had.
    private boolean remove() {
        PodResource object = site.place()
                .client()
                .pods()
                .inNamespace(latest.getMetadata().getNamespace())
                .withName(latest.getMetadata().getName());
        try {
            Pod found = object.get();
            if (found != null
                    && found.getMetadata().getUid().equals(latest.getMetadata().getUid())) {
                object.withGracePeriod(0).delete();
            }
            return true;
        } catch (KubernetesClientException away) {
            LOG.debug(
                    "pod {} could not be deleted yet: {}", latest.getMetadata().getName(), away.getMessage());
            return false;
        }
    }

    private PodStatus status(Map<String, PodCondition> before) {
        PodFields fields =
                new PodFields(latest, site.fields().podIp(), site.fields().hostIp());
        return PodStatuses.of(fields, known(inits), known(mains), began, before, Instant.now());
    }

    private static List<PodStatuses.Known> known(List<ContainerRun> runs) {
        return runs.stream()
                .map(run -> new PodStatuses.Known(run.container(), run.facts()))
                .toList();
    }

    /// What can be said of its containers when something else went wrong: image, last lines of the log.
    String account() {
        StringBuilder account = new StringBuilder();
        for (ContainerRun run : Stream.concat(inits.stream(), mains.stream()).toList()) {
            Container container = run.container();
            account.append("\n  container %s: %s, restarted %d times; its log ends with:\n%s"
                    .formatted(
                            container.getName(),
                            run.facts().state(),
                            run.facts().restarts(),
                            site.logTail(container).indent(4).stripTrailing()));
        }
        return account.toString();
    }
}
