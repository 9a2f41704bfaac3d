package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One node, kept alive by a lease that is renewed until the node is lost.
final class LoopbackNode {
    /// Sets these nodes apart from those kwok plays: a pod with this node selector becomes a process.
    static final String LABEL = "kspec.io/kubelet";

    static final String LABEL_VALUE = "small";
    static final Map<String, Quantity> CAPACITY = Map.of(
            "cpu", new Quantity("16"),
            "memory", new Quantity("64Gi"),
            "ephemeral-storage", new Quantity("64Gi"),
            "pods", new Quantity("110"));

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackNode.class);
    private static final String LEASES = "kube-node-lease";
    private static final int BEATS_PER_LEASE = 4;

    private final KubernetesClient client;
    private final String name;
    private final String address;
    private final Duration heartbeat;
    private final Signal lost = new Signal();

    LoopbackNode(KubernetesClient client, int number, String address, Duration heartbeat) {
        this.client = client;
        this.name = "kspec-local-%d".formatted(number);
        this.address = address;
        this.heartbeat = heartbeat;
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    /// Makes the node, Ready, and keeps it so from a thread of its own.
    void register() {
        client.resource(node()).create();
        client.resource(lease()).create();
        Thread.ofVirtual().name("heart of " + name).start(this::beat);
    }

    boolean isLost() {
        return lost.isRaised();
    }

    /// Never beats again, as if its machine had lost power.
    void lose() {
        lost.raise();
    }

    void remove() {
        lose();
        client.nodes().withName(name).delete();
        client.leases().inNamespace(LEASES).withName(name).delete();
    }

    private void beat() {
        while (!lost.within(heartbeat)) {
            try {
                client.leases().inNamespace(LEASES).withName(name).edit(held -> new LeaseBuilder(held)
                        .editSpec()
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                        .endSpec()
                        .build());
            } catch (KubernetesClientException away) {
                LOG.debug("{} could not renew its lease, and tries again: {}", name, away.getMessage());
            }
        }
    }

    private Node node() {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(LABEL, LABEL_VALUE)
                .addToLabels("kubernetes.io/hostname", name)
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", architecture())
                .addToLabels("topology.kubernetes.io/region", "local")
                .addToLabels("topology.kubernetes.io/zone", "zone-of-" + name)
                .endMetadata()
                .withStatus(status())
                .build();
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    private NodeStatus status() {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new NodeStatusBuilder()
                .withCapacity(CAPACITY)
                .withAllocatable(CAPACITY)
                .addNewAddress(address, "InternalIP")
                .addNewAddress(name, "Hostname")
                .withNewNodeInfo()
                .withArchitecture(architecture())
                .withOperatingSystem("linux")
                .withKubeletVersion("v%s"
                        .formatted(client.getKubernetesVersion().getGitVersion().replaceFirst("^v", "")))
                .withContainerRuntimeVersion("process://1")
                .endNodeInfo()
                .addToConditions(new NodeConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .withReason("KubeletReady")
                        .withMessage("the small kubelet runs pods as processes")
                        .withLastHeartbeatTime(now)
                        .withLastTransitionTime(now)
                        .build())
                .build();
    }

    private Lease lease() {
        return new LeaseBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(LEASES)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(name)
                .withLeaseDurationSeconds(Math.max(
                        1,
                        Math.toIntExact(heartbeat.multipliedBy(BEATS_PER_LEASE).toSeconds())))
                .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                .endSpec()
                .build();
    }
}
