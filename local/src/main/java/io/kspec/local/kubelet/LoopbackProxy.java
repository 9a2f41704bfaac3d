package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.local.LocalKubernetesException;
import io.kspec.local.relay.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands in for a Service: what connects to its port on this machine is connected to one of the Service's ready
/// pods, each in turn.
///
/// It follows the pods themselves, chosen by the Service's selector, because no EndpointSlice may hold a loopback
/// address. A connection stays with its pod until either side ends it; a pod that refuses a new one is passed over
/// for the next, which is kinder than a real Service is.
///
/// If the Service's cluster address is itself a loopback address (API server argument
/// `--service-cluster-ip-range=127.…`), the proxy listens there at the Service's own port, and webhooks registered
/// by `service` reach it. Otherwise it listens at a free port of 127.0.0.1: register webhooks by `url`.
public final class LoopbackProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackProxy.class);

    private final SharedIndexInformer<Pod> pods;
    private final IntOrString targetPort;
    private final Relay relay;
    private final AtomicInteger turn = new AtomicInteger();

    private LoopbackProxy(SharedIndexInformer<Pod> pods, IntOrString targetPort, Service service, int port) {
        this.pods = pods;
        this.targetPort = targetPort;
        this.relay = listen(service, port);
    }

    /// Begins to listen.
    ///
    /// @param service name of a Service with a selector, which exists already
    /// @param port one of the Service's ports
    /// @throws LocalKubernetesException if there is no such Service or port, or its address cannot be listened at
    public static LoopbackProxy start(KubernetesClient client, String namespace, String service, int port) {
        Service found = Optional.ofNullable(client.services()
                        .inNamespace(namespace)
                        .withName(service)
                        .get())
                .orElseThrow(() -> new LocalKubernetesException(
                        "there is no such service", "Service %s/%s".formatted(namespace, service), "Create it first."));
        ServicePort chosen = found.getSpec().getPorts().stream()
                .filter(each -> each.getPort() == port)
                .findFirst()
                .orElseThrow(() -> new LocalKubernetesException(
                        "it has no port %d".formatted(port),
                        "Service %s/%s".formatted(namespace, service),
                        "Name one of its ports."));
        SharedIndexInformer<Pod> pods = client.pods()
                .inNamespace(namespace)
                .withLabels(found.getSpec().getSelector())
                .inform();
        IntOrString target = Optional.ofNullable(chosen.getTargetPort()).orElseGet(() -> new IntOrString(port));
        try {
            return new LoopbackProxy(pods, target, found, port);
        } catch (LocalKubernetesException taken) {
            pods.stop();
            throw taken;
        }
    }

    private Relay listen(Service service, int port) {
        String cluster = Optional.ofNullable(service.getSpec().getClusterIP()).orElse("");
        boolean loopback = cluster.startsWith("127.");
        String host = loopback ? cluster : "127.0.0.1";
        try {
            return Relay.at(InetAddress.getByName(host), loopback ? port : 0, this::connect);
        } catch (IOException taken) {
            throw new LocalKubernetesException(
                    "it cannot be listened at: %s".formatted(taken.getMessage()),
                    "%s:%d".formatted(host, port),
                    "Free the port, or, for one below 1024, allow this user to bind it.");
        }
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return relay.address();
    }

    /// The pods it would send a connection to now, by name.
    public List<String> readyPods() {
        return backends().stream().map(pod -> pod.getMetadata().getName()).toList();
    }

    /// Ends the listening and every connection through it.
    @Override
    public void close() {
        pods.stop();
        relay.close();
    }

    private Socket connect() throws IOException {
        List<Pod> ready = backends();
        int first = turn.getAndIncrement();
        for (int passed = 0; passed < ready.size(); passed++) {
            Pod pod = ready.get(Math.floorMod(first + passed, ready.size()));
            try {
                return Relay.connect(new InetSocketAddress(pod.getStatus().getPodIP(), port(pod)));
            } catch (IOException refused) {
                LOG.debug("pod {} refused: {}", pod.getMetadata().getName(), refused.getMessage());
            }
        }
        throw new IOException("no ready pod of %d took the connection".formatted(ready.size()));
    }

    private List<Pod> backends() {
        return pods.getStore().list().stream()
                .filter(PodReadiness::isReady)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    private int port(Pod pod) throws IOException {
        if (targetPort.getIntVal() != null) {
            return targetPort.getIntVal();
        }
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> Optional.ofNullable(container.getPorts()).orElse(List.of()).stream())
                .filter(port -> targetPort.getStrVal().equals(port.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElseThrow(() -> new IOException("no port named " + targetPort.getStrVal()));
    }
}
