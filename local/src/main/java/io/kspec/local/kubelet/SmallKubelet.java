package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.local.Deadline;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalKubernetesException;
import io.kspec.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Runs pods as processes of this machine, on nodes of its own.
///
/// ```java
/// KubeletSettings settings = KubeletSettings.defaults().withNodes(3)
///         .image("kspec-operator", ImageProgram.of(java, "-cp", classPath, "io.kspec.operator.Main"));
/// try (SmallKubelet kubelet = SmallKubelet.start(cluster, settings)) {
///     // helm install …
///     List<Pod> pods = kubelet.awaitReady("kspec-system", Map.of("app", "kspec"), 3, Duration.ofMinutes(2));
///     kubelet.processOf(pods.getFirst()).orElseThrow().destroyForcibly();
/// }
/// ```
/// The nodes are `kspec-local-0` and so on, each a zone of its own, with label `kspec.io/kubelet: small`. Start the
/// cluster without fake nodes, or give pods that label as node selector: the scheduler takes any node else. Every pod
/// has an address of its own out of 127.0.0.0/8 as `status.podIP`; see [ImageProgram] for what programs have to do
/// about it.
///
/// Linux only. One kubelet per cluster. Safe for use by many threads.
public final class SmallKubelet implements AutoCloseable {
    private final Workplace place;
    private final LoopbackAddresses addresses;
    private final Map<String, LoopbackNode> nodes;
    private final Map<String, PodRun> runs = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Pod> pods;
    private volatile boolean closed;

    private SmallKubelet(Workplace place, LoopbackAddresses addresses) {
        this.place = place;
        this.addresses = addresses;
        this.nodes = IntStream.range(0, place.settings().nodes())
                .mapToObj(number -> new LoopbackNode(
                        place.client(),
                        number,
                        addresses.node(number),
                        place.settings().heartbeat()))
                .collect(Collectors.toMap(LoopbackNode::name, node -> node, (one, _) -> one, LinkedHashMap::new));
        this.pods = place.client().pods().inAnyNamespace().runnableInformer(0).addEventHandler(new Pods());
    }

    /// Registers the nodes and begins to run what is assigned to them.
    ///
    /// @throws LocalKubernetesException if this machine does not answer to all loopback addresses
    public static SmallKubelet start(LocalKubernetes cluster, KubeletSettings settings) {
        Workplace place = new Workplace(
                cluster.client(),
                cluster.server(),
                settings,
                new Processes(cluster),
                PrivateFiles.directory(cluster.directory().resolve("pods")),
                cluster.logs());
        SmallKubelet kubelet = new SmallKubelet(place, LoopbackAddresses.reserve());
        cluster.endWithCluster(kubelet::endProcesses);
        try {
            kubelet.nodes.values().forEach(LoopbackNode::register);
            kubelet.pods.run();
            return kubelet;
        } catch (RuntimeException failed) {
            kubelet.close();
            throw failed;
        }
    }

    /// The names of the nodes, in order.
    public List<String> nodes() {
        return List.copyOf(nodes.keySet());
    }

    /// Whether memory limits are real: asked for by the settings, and possible on this machine.
    public boolean memoryIsEnforced() {
        return place.settings().enforceMemory() && MemoryLimit.isPossible();
    }

    /// Waits until at least so many pods with these labels are Ready on these nodes, and none of them is leaving.
    ///
    /// @return those that are Ready
    /// @throws LocalKubernetesException if they are not in time; it says what each container does, and how its log
    ///     ends
    public List<Pod> awaitReady(String namespace, Map<String, String> labels, int count, Duration patience) {
        return Deadline.in(patience)
                .await(() -> Optional.of(ready(namespace, labels)).filter(found -> found.size() >= count))
                .orElseThrow(() -> new LocalKubernetesException(
                        "%d of %d pods are Ready after %d s"
                                .formatted(ready(namespace, labels).size(), count, patience.toSeconds()),
                        "namespace %s, labels %s".formatted(namespace, labels),
                        "Look at the containers:%s".formatted(account(namespace))));
    }

    /// The process of the pod's first container, while it has one.
    public Optional<ProcessHandle> processOf(Pod pod) {
        return Optional.ofNullable(runs.get(pod.getMetadata().getUid()))
                .flatMap(PodRun::process)
                .map(Process::toHandle);
    }

    /// All that the pod's containers have printed so far, one after the other, earlier runs included. Of a pod that
    /// is gone as well; pods of the same name share their logs.
    public String logs(Pod pod) {
        String prefix = "pod.%s.%s."
                .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
        try (var files = Files.list(place.logs())) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        } catch (IOException cause) {
            throw LocalKubernetesException.file("a pod's logs could not be read", place.logs(), cause);
        }
    }

    /// Has a node disappear, as if its machine had lost power: its processes end at once, nothing is written about
    /// them, and its lease is not renewed. The controllers notice when their grace period is over.
    ///
    /// @throws IllegalArgumentException if there is no such node
    public void loseNode(String name) {
        LoopbackNode node = Optional.ofNullable(nodes.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no node %s, but %s".formatted(name, nodes.keySet())));
        node.lose();
        runs.values().stream().filter(run -> run.node().equals(name)).forEach(PodRun::vanish);
    }

    /// Ends every process it has started, at once, and removes the nodes. Closing again does nothing.
    @Override
    public void close() {
        boolean first = !closed;
        endProcesses();
        if (first) {
            nodes.values().forEach(LoopbackNode::remove);
        }
    }

    private synchronized void endProcesses() {
        if (!closed) {
            closed = true;
            pods.stop();
            nodes.values().forEach(LoopbackNode::lose);
            runs.values().forEach(PodRun::vanish);
            place.processes().close();
            addresses.close();
        }
    }

    private List<Pod> ready(String namespace, Map<String, String> labels) {
        KubernetesClient client = place.client();
        return client.pods().inNamespace(namespace).withLabels(labels).list().getItems().stream()
                .filter(pod -> runs.containsKey(pod.getMetadata().getUid()))
                .filter(PodReadiness::isReady)
                .toList();
    }

    private String account(String namespace) {
        String running = runs.values().stream()
                .filter(run -> run.site().configs().namespace().equals(namespace))
                .map(run -> "\npod %s:%s".formatted(run.site().fields().field("metadata.name"), run.account()))
                .collect(Collectors.joining());
        return running.isEmpty() ? " no pod of that namespace was assigned to these nodes." : running;
    }

    /// Called by one thread at a time.
    private final class Pods implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            String node = Optional.ofNullable(pod.getSpec().getNodeName()).orElse("");
            LoopbackNode ours = nodes.get(node);
            if (ours == null || ours.isLost()) {
                return;
            }
            PodRun known = runs.get(pod.getMetadata().getUid());
            if (known != null) {
                known.changed(pod);
            } else if (!PodReadiness.isOver(pod)) {
                PodRun run = new PodRun(PodSite.of(place, pod, addresses.nextPod(), ours.address()));
                runs.put(pod.getMetadata().getUid(), run);
                run.begin();
                run.changed(pod);
            }
        }

        @Override
        public void onUpdate(Pod before, Pod now) {
            onAdd(now);
        }

        @Override
        public void onDelete(Pod pod, boolean unknownState) {
            Optional.ofNullable(runs.remove(pod.getMetadata().getUid())).ifPresent(PodRun::vanish);
        }
    }
}
