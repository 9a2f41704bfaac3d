package io.kspec.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The processes of one cluster and the directory they work in, from the first to the last.
///
/// Safe for use by many threads: the JVM's shutdown may meet a start or a close at any point, and whoever comes
/// second waits. After [#close()] nothing can be started any more.
final class ControlPlane implements AutoCloseable {
    /// The components that talk to the API server.
    static final Set<Component> OTHERS = Set.of(Component.CONTROLLER_MANAGER, Component.SCHEDULER, Component.KWOK);

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ClusterSetup setup;
    private final Map<Component, ComponentProcess> processes = new EnumMap<>(Component.class);
    private final Thread atShutdown = new Thread(this::close, "kspec-local-shutdown");
    private final Deque<Runnable> guests = new ArrayDeque<>();
    private boolean closed;

    ControlPlane(ClusterSetup setup) {
        this.setup = setup;
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    ClusterSetup setup() {
        return setup;
    }

    /// Has something ended with the cluster, before its first component and the latest guest first. A guest may be
    /// asked to end more than once.
    synchronized void addGuest(Runnable end) {
        guests.push(end);
    }

    /// Ends what runs on the cluster without being part of it.
    synchronized void endGuests() {
        guests.forEach(Runnable::run);
        guests.clear();
    }

    /// Does nothing if it is running already.
    synchronized void start(Component component) {
        if (closed) {
            throw new LocalKubernetesException(
                    "the cluster is closed", setup.files().id(), "Start another one.");
        }
        if (!isRunning(component)) {
            processes.put(component, ComponentProcess.start(component, setup));
        }
    }

    /// Starts those that the options want, besides etcd and the API server.
    ///
    /// The API server has to be ready: the controller manager ends when it has waited for 10 s, and kwok after 15
    /// s.
    void startOthers() {
        OTHERS.stream().filter(setup.options()::wants).forEach(this::start);
    }

    /// Ends the components of the set that are running, all at the same time.
    synchronized void stop(Set<Component> components) {
        List<ComponentProcess> chosen = components.stream()
                .map(processes::remove)
                .filter(Objects::nonNull)
                .toList();
        chosen.forEach(ComponentProcess::terminate);
        Deadline grace = Deadline.in(GRACE);
        chosen.forEach(process -> process.awaitEnd(grace));
    }

    /// Ends a component at once. Does nothing if it is not running.
    synchronized void kill(Component component) {
        ComponentProcess process = processes.remove(component);
        if (process != null) {
            process.kill();
        }
    }

    synchronized boolean isRunning(Component component) {
        ComponentProcess process = processes.get(component);
        return process != null && process.isRunning();
    }

    /// Throws if a component that was started, and not stopped, is no longer running.
    synchronized void requireRunning() {
        processes.values().forEach(ComponentProcess::requireRunning);
    }

    /// Ends this process too, at the latest when the cluster ends.
    synchronized void endsWithIt(Process process, String name) {
        ProcessLedger.add(setup.files().directory(), process.pid(), name);
        guests.push(() -> kill(process));
    }

    /// Ends every process, copies the logs to where they are to be kept, and removes the directory.
    @Override
    public synchronized void close() {
        if (!closed) {
            end();
            try {
                setup.options().logsKeptIn().ifPresent(this::copyLogs);
            } finally {
                removeAllBut(Set.of());
            }
        }
    }

    /// As [#close()], but the logs stay where the failure's message says, until a later process starts a cluster.
    synchronized void abandon() {
        if (!closed) {
            end();
            removeAllBut(Set.of(
                    setup.files().logs(), ProcessLedger.file(setup.files().directory())));
        }
    }

    private void end() {
        closed = true;
        endGuests();
        // clients before servers: a server waits for its open connections
        stop(OTHERS);
        stop(EnumSet.of(Component.API_SERVER));
        stop(EnumSet.of(Component.ETCD));
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException shuttingDown) {
            // then this very hook is running, or about to find the cluster closed
        }
    }

    private static void kill(Process process) {
        process.destroyForcibly()
                .onExit()
                .completeOnTimeout(process, GRACE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /// Copies each component's log as it is now.
    void copyLogs(Path target) {
        try (Stream<Path> logs = Files.list(setup.files().logs())) {
            Files.createDirectories(target);
            for (Path log : logs.toList()) {
                Files.copy(log, target.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException cause) {
            throw LocalKubernetesException.file("the logs could not be kept", target, cause);
        }
    }

    private void removeAllBut(Set<Path> kept) {
        Path directory = setup.files().directory();
        try {
            if (kept.isEmpty()) {
                PrivateFiles.remove(directory);
                return;
            }
            try (Stream<Path> parts = Files.list(directory)) {
                List<Path> unwanted = parts.filter(part -> !kept.contains(part)).toList();
                for (Path part : unwanted) {
                    PrivateFiles.remove(part);
                }
            }
        } catch (IOException cause) {
            throw LocalKubernetesException.file("a cluster's directory could not be removed", directory, cause);
        }
    }
}
