package io.kspec.operator.devops;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.kspec.core.devops.DevOpsPolicyStatus;
import io.kspec.core.status.Condition;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.resource.DevOpsPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/// The keeper of DevOpsPolicies in this JVM, on a real API server, with what tests ask of it.
final class RunningDevOps implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    final KubernetesClient client;
    final String namespace;
    final DevOpsMetrics metrics = new DevOpsMetrics();
    private final Queue<DevOpsPolicy> seen = new ConcurrentLinkedQueue<>();
    private final Watch watch;
    private DevOpsController controller;

    RunningDevOps(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        Crds.install(client);
        this.watch = client.resources(DevOpsPolicy.class).inNamespace(namespace).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, DevOpsPolicy policy) {
                seen.add(policy);
            }

            @Override
            public void onClose(WatcherException cause) {
                throw new IllegalStateException("statuses are no longer seen", cause);
            }
        });
        this.controller = begin();
    }

    private DevOpsController begin() {
        var begun = new DevOpsController(client, DevOpsSettings.usual(), metrics, () -> true, Clock.systemUTC());
        await("readiness").atMost(PATIENCE).until(begun::ready);
        return begun;
    }

    void stop() {
        controller.close();
    }

    void startAgain() {
        controller = begin();
    }

    /// @param spec as a flow mapping of YAML
    DevOpsPolicy declare(String name, String spec) {
        return declare(namespace, name, spec);
    }

    DevOpsPolicy declare(String inNamespace, String name, String spec) {
        return client.resource(read(inNamespace, name, spec)).create();
    }

    /// Again where the controller wrote in between.
    void change(String name, String spec) {
        DevOpsPolicy changed = read(namespace, name, spec);
        await("change of " + name)
                .ignoreExceptionsMatching(
                        fault -> fault instanceof KubernetesClientException refused && refused.getCode() == 409)
                .until(() -> client.resources(DevOpsPolicy.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .edit(policy -> {
                                    policy.setSpec(changed.getSpec());
                                    return policy;
                                })
                        != null);
    }

    private DevOpsPolicy read(String inNamespace, String name, String spec) {
        return client.getKubernetesSerialization()
                .unmarshal("""
                apiVersion: devops.stochastic.io/v1
                kind: DevOpsPolicy
                metadata: {name: %s, namespace: %s}
                spec: %s
                """.formatted(name, inNamespace, spec), DevOpsPolicy.class);
    }

    DevOpsPolicy policy(String name) {
        return client.resources(DevOpsPolicy.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    DevOpsPolicyStatus awaitStatus(String name, Predicate<DevOpsPolicyStatus> wanted) {
        return await("status of " + name)
                .atMost(PATIENCE)
                .until(
                        () -> client.resources(DevOpsPolicy.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .get()
                                .getStatus(),
                        status -> status != null && wanted.test(status));
    }

    /// Also one that the next evaluation has already written over, as that of what was mended is a second later.
    DevOpsPolicyStatus awaitWritten(String name, Predicate<DevOpsPolicyStatus> wanted) {
        return await("status that was written to " + name)
                .atMost(PATIENCE)
                .until(
                        () -> seen.stream()
                                .filter(policy -> policy.getMetadata().getName().equals(name))
                                .map(DevOpsPolicy::getStatus)
                                .filter(Objects::nonNull)
                                .filter(wanted)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /// Waits for a message, such as `0 violations across 0 pods — Healthy (100)`.
    DevOpsPolicyStatus awaitMessage(String name, String message) {
        return awaitStatus(name, status -> message.equals(status.message()));
    }

    static Condition condition(DevOpsPolicyStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    void run(Pod pod, int restarts) {
        TestPods.run(client, pod, restarts);
    }

    void good(String name) {
        run(TestPods.pod(namespace, name, "nginx:1", true), 0);
    }

    void bad(String name) {
        run(TestPods.pod(namespace, name, "nginx:latest", false), 0);
    }

    GenericKubernetesResource create(String yaml) {
        return client.resource(client.getKubernetesSerialization()
                        .unmarshal(yaml.formatted(namespace), GenericKubernetesResource.class))
                .create();
    }

    /// Reasons of the events of this namespace whose object has the name.
    List<String> events(String of) {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(of)
                        && "kspec.io/devops".equals(event.getReportingController()))
                .map(event -> event.getReason())
                .toList();
    }

    double evaluations() {
        return metrics.text()
                .lines()
                .filter(line -> line.startsWith("devopspolicy_reconcile_total "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[1]))
                .sum();
    }

    @Override
    public void close() {
        try {
            client.resources(DevOpsPolicy.class).inNamespace(namespace).delete();
            await("end of all policies").atMost(PATIENCE).until(() -> client.resources(DevOpsPolicy.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .isEmpty());
        } catch (KubernetesClientException gone) {
            // the namespace went with them
        }
        watch.close();
        controller.close();
    }
}
