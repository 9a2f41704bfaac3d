package io.kspec.operator.devops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The part of a pod that an evaluation reads, as a few hundred bytes of JSON: ten thousand pods fit into a few
/// megabytes.
final class PodEssence {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PodEssence() {}

    static byte[] of(Pod pod) {
        ObjectNode essence = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = essence.putObject("metadata");
        put(metadata, "name", pod.getMetadata().getName());
        put(metadata, "creationTimestamp", pod.getMetadata().getCreationTimestamp());
        if (pod.getSpec() != null) {
            ObjectNode spec = essence.putObject("spec");
            containers(spec, "initContainers", pod.getSpec().getInitContainers());
            containers(spec, "containers", pod.getSpec().getContainers());
            ephemeral(spec, pod.getSpec().getEphemeralContainers());
        }
        if (pod.getStatus() != null) {
            ObjectNode status = essence.putObject("status");
            put(status, "phase", pod.getStatus().getPhase());
            statuses(status, "initContainerStatuses", pod.getStatus().getInitContainerStatuses());
            statuses(status, "containerStatuses", pod.getStatus().getContainerStatuses());
        }
        try {
            return JSON.writeValueAsBytes(essence);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The tree that [#of] wrote.
    static JsonNode read(byte[] essence) {
        try {
            return JSON.readTree(essence);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void containers(ObjectNode spec, String list, List<Container> containers) {
        ArrayNode all = spec.putArray(list);
        for (Container container : containers) {
            ObjectNode one = all.addObject();
            put(one, "name", container.getName());
            put(one, "image", container.getImage());
            put(one, "restartPolicy", container.getRestartPolicy());
            if (container.getLivenessProbe() != null) {
                one.putObject("livenessProbe");
            }
            if (container.getReadinessProbe() != null) {
                one.putObject("readinessProbe");
            }
        }
    }

    private static void ephemeral(ObjectNode spec, List<EphemeralContainer> containers) {
        ArrayNode all = spec.putArray("ephemeralContainers");
        for (EphemeralContainer container : containers) {
            ObjectNode one = all.addObject();
            put(one, "name", container.getName());
            put(one, "image", container.getImage());
        }
    }

    private static void statuses(ObjectNode status, String list, List<ContainerStatus> statuses) {
        ArrayNode all = status.putArray(list);
        for (ContainerStatus one : statuses) {
            put(
                    all.addObject().put("restartCount", Objects.requireNonNullElse(one.getRestartCount(), 0)),
                    "name",
                    one.getName());
        }
    }

    private static void put(ObjectNode into, String field, @Nullable String value) {
        if (value != null) {
            into.put(field, value);
        }
    }
}
