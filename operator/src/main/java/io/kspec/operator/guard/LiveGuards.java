package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.kube.write.ObjectKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What of kspec's guards is in the cluster, kept by watches. Objects without kspec's mark are watched as well: a
/// tamperer may take the mark away.
final class LiveGuards implements AutoCloseable {
    private static final List<ObjectKind> EVERYWHERE =
            List.of(ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION, ObjectKind.MUTATING_WEBHOOK_CONFIGURATION);
    private static final List<ObjectKind> NATIVE =
            List.of(ObjectKind.VALIDATING_ADMISSION_POLICY, ObjectKind.VALIDATING_ADMISSION_POLICY_BINDING);

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<ObjectKind, SharedIndexInformer<GenericKubernetesResource>> informers = new LinkedHashMap<>();
    private final Map<ObjectKind, SharedIndexInformer<GenericKubernetesResource>> further = new LinkedHashMap<>();
    private final KubernetesClient client;
    private final Runnable changed;

    /// Starts watching and returns when everything was listed once; `changed` is called after every event.
    ///
    /// @param nativePolicies whether the API server has them: of a kind that is not served no list ever comes
    LiveGuards(KubernetesClient client, boolean nativePolicies, Runnable changed) {
        this.client = client;
        this.changed = changed;
        EVERYWHERE.forEach(kind -> informers.put(kind, informer(kind)));
        if (nativePolicies) {
            NATIVE.forEach(kind -> informers.put(kind, informer(kind)));
        }
        informers.values().forEach(SharedIndexInformer::run);
    }

    private SharedIndexInformer<GenericKubernetesResource> informer(ObjectKind kind) {
        var informer = client.genericKubernetesResources(kind.context()).runnableInformer(0);
        informer.exceptionHandler((started, problem) -> true);
        informer.addEventHandler(new Wake<>(changed));
        return informer;
    }

    /// Watches kinds that come and go, from now on these and no others. Does not wait: see [#knows].
    void follow(Set<ObjectKind> kinds) {
        further.entrySet().removeIf(entry -> {
            boolean gone = !kinds.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        for (ObjectKind kind : kinds) {
            if (!further.containsKey(kind)) {
                var informer = informer(kind);
                further.put(kind, informer);
                var _ = informer.start().whenComplete((_, _) -> changed.run());
            }
        }
    }

    /// Whether all objects of a kind that comes and goes have been listed.
    boolean knows(ObjectKind kind) {
        var informer = further.get(kind);
        return informer != null && informer.hasSynced();
    }

    /// Every object of a kind that comes and goes, ours or not, by name.
    Map<String, ObjectNode> all(ObjectKind kind) {
        var all = new HashMap<String, ObjectNode>();
        var informer = further.get(kind);
        if (informer != null) {
            informer.getStore()
                    .list()
                    .forEach(object -> all.put(object.getMetadata().getName(), mapper.valueToTree(object)));
        }
        return all;
    }

    /// Guards by their mark or by one of the given names.
    Map<GuardId, ObjectNode> named(Set<GuardId> names) {
        var live = new HashMap<GuardId, ObjectNode>();
        var watched = new LinkedHashMap<>(informers);
        watched.putAll(further);
        watched.forEach((kind, informer) -> informer.getStore().list().forEach(object -> {
            var id = new GuardId(kind, object.getMetadata().getName());
            if (names.contains(id) || marked(object) || olderMarked(kind, object)) {
                live.put(id, mapper.valueToTree(object));
            }
        }));
        return live;
    }

    private static boolean marked(GenericKubernetesResource object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null
                && "kspec".equals(labels.get("app.kubernetes.io/managed-by"))
                && (labels.containsKey("kspec.io/generated") || labels.containsKey("kspec.io/component"));
    }

    /// Policies that the older program made for a specification.
    private static boolean olderMarked(ObjectKind kind, GenericKubernetesResource object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return KyvernoWatch.KINDS.contains(kind)
                && labels != null
                && "true".equals(labels.get("kspec.io/generated"))
                && labels.containsKey("kspec.io/cluster-spec");
    }

    @Override
    public void close() {
        informers.values().forEach(SharedIndexInformer::close);
        further.values().forEach(SharedIndexInformer::close);
    }
}
