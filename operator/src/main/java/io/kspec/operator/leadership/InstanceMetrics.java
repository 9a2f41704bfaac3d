package io.kspec.operator.leadership;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.metric.Meters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many replicas of the operator are ready. A scrape answers from memory and has the API server asked anew, no
/// more than every 15 seconds; it waits for nobody. Outside a cluster there is this one; what cannot be read is no
/// series, and never a number.
public final class InstanceMetrics {
    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final String NAME_LABEL = "app.kubernetes.io/name";
    private static final String NAME = "kspec-operator";
    private static final Logger LOG = LoggerFactory.getLogger(InstanceMetrics.class);

    private final KubernetesClient client;
    private final String namespace;
    private final Clock clock;
    private Instant asked = Instant.MIN;
    private volatile OptionalLong ready = OptionalLong.empty();

    private InstanceMetrics(KubernetesClient client, String namespace, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.clock = clock;
    }

    /// Reads once, and again after a scrape.
    ///
    /// @param namespace the operator's own
    public static void register(Meters meters, KubernetesClient client, String namespace, Clock clock) {
        var instances = new InstanceMetrics(client, namespace, clock);
        instances.read();
        meters.gauge("kspec_active_manager_instances", "Ready replicas of the operator.", callback -> instances
                .known()
                .ifPresent(callback::call));
    }

    /// What the last answer was.
    private OptionalLong known() {
        if (due()) {
            Thread.ofVirtual().name("replicas of the operator").start(this::read);
        }
        return ready;
    }

    private synchronized boolean due() {
        Instant now = clock.instant();
        boolean due = asked.isBefore(now.minus(FRESH));
        asked = due ? now : asked;
        return due;
    }

    private void read() {
        try {
            List<GenericKubernetesResource> pods = client.genericKubernetesResources(ObjectKind.POD.context())
                    .inNamespace(namespace)
                    .withLabel(NAME_LABEL, NAME)
                    .list()
                    .getItems();
            ready = OptionalLong.of(
                    pods.isEmpty()
                            ? 1
                            : pods.stream().filter(InstanceMetrics::isReady).count());
        } catch (KubernetesClientException unreadable) {
            LOG.debug("the operator's pods could not be counted: {}", unreadable.getMessage());
            ready = OptionalLong.empty();
        }
    }

    private static boolean isReady(GenericKubernetesResource pod) {
        return pod.get("status", "conditions") instanceof List<?> conditions
                && conditions.stream()
                        .anyMatch(one -> one instanceof Map<?, ?> condition
                                && "Ready".equals(condition.get("type"))
                                && "True".equals(condition.get("status")));
    }
}
