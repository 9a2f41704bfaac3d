package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
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
    private static final List<ObjectKind> KINDS = List.of(
            ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION,
            ObjectKind.MUTATING_WEBHOOK_CONFIGURATION,
            ObjectKind.VALIDATING_ADMISSION_POLICY,
            ObjectKind.VALIDATING_ADMISSION_POLICY_BINDING);

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<ObjectKind, SharedIndexInformer<GenericKubernetesResource>> informers = new LinkedHashMap<>();

    /// Starts watching and returns when everything was listed once; `changed` is called after every event.
    LiveGuards(KubernetesClient client, Runnable changed) {
        for (ObjectKind kind : KINDS) {
            var informer = client.genericKubernetesResources(kind.context()).runnableInformer(0);
            informer.exceptionHandler((started, problem) -> true);
            informer.addEventHandler(new Wake(changed));
            informers.put(kind, informer);
        }
        informers.values().forEach(SharedIndexInformer::run);
    }

    /// Guards by their mark or by one of the given names.
    Map<GuardId, ObjectNode> named(Set<GuardId> names) {
        var live = new HashMap<GuardId, ObjectNode>();
        informers.forEach((kind, informer) -> informer.getStore().list().forEach(object -> {
            var id = new GuardId(kind, object.getMetadata().getName());
            if (names.contains(id) || marked(object)) {
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

    @Override
    public void close() {
        informers.values().forEach(SharedIndexInformer::close);
    }

    private record Wake(Runnable changed) implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource object) {
            changed.run();
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            changed.run();
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
            changed.run();
        }
    }
}
