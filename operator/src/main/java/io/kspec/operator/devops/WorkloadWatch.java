package io.kspec.operator.devops;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.kube.read.NamespaceWorkloads;
import io.kspec.kube.write.ObjectKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Watches the workloads of namespaces in which a policy enforces, and of no others. Used by many threads.
final class WorkloadWatch implements AutoCloseable {
    private final Map<String, List<SharedIndexInformer<GenericKubernetesResource>>> watched = new HashMap<>();
    private final KubernetesClient client;
    private final Consumer<String> changed;

    /// `changed` is told the namespace.
    WorkloadWatch(KubernetesClient client, Consumer<String> changed) {
        this.client = client;
        this.changed = changed;
    }

    /// Watches the namespace from now on, or does not; saying so again changes nothing.
    synchronized void keep(String namespace, boolean enforced) {
        if (enforced) {
            watched.computeIfAbsent(namespace, _ -> NamespaceWorkloads.KINDS.stream()
                    .map(kind -> watch(kind, namespace))
                    .toList());
        } else {
            List<SharedIndexInformer<GenericKubernetesResource>> ended = watched.remove(namespace);
            if (ended != null) {
                ended.forEach(SharedIndexInformer::close);
            }
        }
    }

    private SharedIndexInformer<GenericKubernetesResource> watch(ObjectKind kind, String namespace) {
        SharedIndexInformer<GenericKubernetesResource> informer = client.genericKubernetesResources(kind.context())
                .inNamespace(namespace)
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(new WorkloadStore(() -> changed.accept(namespace)));
        informer.exceptionHandler((started, problem) -> true);
        var _ = informer.start();
        return informer;
    }

    @Override
    public synchronized void close() {
        watched.values().forEach(informers -> informers.forEach(SharedIndexInformer::close));
        watched.clear();
    }
}
