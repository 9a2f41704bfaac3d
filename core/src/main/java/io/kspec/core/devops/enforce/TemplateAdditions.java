package io.kspec.core.devops.enforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.devops.DefaultResources;
import io.kspec.core.ownership.ItemOrder;
import io.kspec.core.ownership.OwnedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Goes through the containers of one template once and notes what each of them lacks.
final class TemplateAdditions {
    private static final List<String> LIST = List.of("spec", "template", "spec", "containers");

    private final String key;
    private final JsonNode workload;
    private final Demand demand;
    private final ObjectNode patch = JsonNodeFactory.instance.objectNode();
    private final List<String> added = new ArrayList<>();
    private final List<Skip> skipped = new ArrayList<>();

    TemplateAdditions(String key, JsonNode workload, Demand demand) {
        this.key = key;
        this.workload = workload;
        this.demand = demand;
    }

    void collect() {
        JsonNode spec = workload.path("spec").path("template").path("spec");
        for (JsonNode container : spec.path("containers")) {
            probe(container, "livenessProbe", demand.liveness());
            probe(container, "readinessProbe", demand.readiness());
            demand.resources().ifPresent(values -> resources(container, values));
        }
    }

    boolean isEmpty() {
        return added.isEmpty() && skipped.isEmpty();
    }

    List<String> added() {
        return added;
    }

    List<Skip> skipped() {
        return skipped;
    }

    /// All that this manager has ever applied and that still stands, with the additions; an applied change that left
    /// out an earlier one would take it back. Under the resourceVersion that was judged.
    Optional<ObjectNode> patch() {
        if (added.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("apiVersion", workload.path("apiVersion"));
        whole.set("kind", workload.path("kind"));
        ObjectNode metadata = whole.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion")) {
            metadata.set(field, workload.path("metadata").path(field));
        }
        if (OwnedFields.of(workload, WorkloadRepair.MANAGER).get("spec") instanceof ObjectNode before) {
            whole.set("spec", before);
        }
        whole.withObject("/spec/template/metadata/annotations")
                .put(WorkloadRepair.PATCHED_BY, WorkloadRepair.PATCHED_BY_VALUE);
        patch.at("/spec/template/spec/containers")
                .forEach(container ->
                        named(whole, container.path("name").asText("")).setAll((ObjectNode) container));
        ItemOrder.keep(whole, workload);
        return Optional.of(whole);
    }

    private void probe(JsonNode container, String field, boolean required) {
        if (!required || container.path(field).isObject()) {
            return;
        }
        String name = container.path("name").asText("");
        Optional<Integer> port = demand.probe().port().or(() -> declaredPort(container));
        if (port.isEmpty()) {
            skipped.add(new Skip(
                    key,
                    SkipReason.NO_KNOWN_PORT,
                    "container %s lacks a %s and declares no TCP port; declare one, or set spec.defaultProbe.tcpPort"
                            .formatted(name, field)));
            return;
        }
        ObjectNode probe = named(patch, name).putObject(field);
        probe.putObject("tcpSocket").put("port", port.get());
        probe.put("initialDelaySeconds", demand.probe().delay());
        probe.put("periodSeconds", demand.probe().period());
        added.add("container %s: %s on TCP port %d".formatted(name, field, port.get()));
    }

    private static Optional<Integer> declaredPort(JsonNode container) {
        for (JsonNode port : container.path("ports")) {
            if (port.path("protocol").asText("TCP").equals("TCP")
                    && port.path("containerPort").isInt()) {
                return Optional.of(port.path("containerPort").asInt());
            }
        }
        return Optional.empty();
    }

    /// Any request or limit that is there leaves the container alone.
    private void resources(JsonNode container, DefaultResources values) {
        JsonNode present = container.path("resources");
        if (!present.path("requests").isEmpty() || !present.path("limits").isEmpty()) {
            return;
        }
        String name = container.path("name").asText("");
        Optional<String> contradiction = values.contradiction();
        if (contradiction.isPresent()) {
            skipped.add(new Skip(
                    key,
                    SkipReason.VALUES_CONTRADICT,
                    "container %s has no resources, and spec.defaultResources contradicts itself: %s"
                            .formatted(name, contradiction.get())));
            return;
        }
        ObjectNode resources = named(patch, name).putObject("resources");
        resources.putObject("requests").put("cpu", values.cpuRequest()).put("memory", values.memoryRequest());
        resources.putObject("limits").put("cpu", values.cpuLimit()).put("memory", values.memoryLimit());
        added.add("container %s: requests %s CPU and %s memory, limits %s and %s"
                .formatted(name, values.cpuRequest(), values.memoryRequest(), values.cpuLimit(), values.memoryLimit()));
    }

    /// The container of that name in a patch; added when it is not there.
    private static ObjectNode named(ObjectNode object, String name) {
        ObjectNode parent = object;
        for (String field : LIST.subList(0, LIST.size() - 1)) {
            parent = parent.withObject("/" + field);
        }
        ArrayNode containers = parent.withArray(LIST.getLast());
        for (JsonNode container : containers) {
            if (container.path("name").asText("").equals(name)) {
                return (ObjectNode) container;
            }
        }
        return containers.addObject().put("name", name);
    }
}
