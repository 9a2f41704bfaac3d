package io.kspec.core.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.subject.Container;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import java.util.Optional;

/// What the variables of an expression stand for.
///
/// @param workload whose pod `variables.pod`, `variables.podSpec` and `variables.containers` are
/// @param object what `object` is
public record CelScope(Workload workload, JsonNode object) {
    /// `object` is the workload itself.
    public static CelScope ofWorkload(Workload workload) {
        return new CelScope(workload, workload.subject().json());
    }

    /// `object` is the pod, wherever it hangs.
    public static CelScope ofPod(Workload workload) {
        return new CelScope(workload, pod(workload));
    }

    /// The pod that a workload is or makes: apiVersion, kind, the template's metadata with the owner's namespace,
    /// spec.
    public static JsonNode pod(Workload workload) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        if (workload.kind() == WorkloadKind.POD && workload.subject().json() instanceof ObjectNode whole) {
            pod.setAll(whole);
        }
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        if (workload.template().path("metadata") instanceof ObjectNode given) {
            metadata.setAll(given);
        }
        if (!workload.ref().namespace().isEmpty()) {
            metadata.put("namespace", workload.ref().namespace());
        }
        pod.set("metadata", metadata);
        if (workload.podSpec().isObject()) {
            pod.set("spec", workload.podSpec());
        }
        return pod;
    }

    Optional<Object> value(String name, JsonValues values) {
        return switch (name) {
            case CelNames.OBJECT -> Optional.of(values.of(object));
            case CelNames.POD -> Optional.of(values.of(pod(workload)));
            case CelNames.POD_SPEC -> Optional.of(values.of(workload.podSpec()));
            case CelNames.POD_META -> Optional.of(values.of(workload.template().path("metadata")));
            case CelNames.CONTAINERS ->
                Optional.of(values.list(
                        workload.containers().stream().map(Container::json).toList()));
            default -> Optional.empty();
        };
    }
}
