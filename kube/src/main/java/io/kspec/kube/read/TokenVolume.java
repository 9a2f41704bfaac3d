package io.kspec.kube.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// The volume with the token of a pod's service account, which every container mounts. The API server gives it
/// another name in every pod (`kube-api-access-7k2xq`), and so no two replicas would be alike; here all have one
/// name.
final class TokenVolume {
    private static final String COMMON = "kube-api-access";
    private static final Pattern GIVEN = Pattern.compile(COMMON + "-[a-z0-9]{5}");
    private static final List<String> CONTAINERS = List.of("initContainers", "containers", "ephemeralContainers");
    private static final String VOLUMES = "volumes";
    private static final String MOUNTS = "volumeMounts";
    private static final String NAME = "name";

    private TokenVolume() {}

    /// A pod's spec with the common name; the one given where there is no such volume, or more than one.
    static JsonNode renamed(JsonNode spec) {
        List<String> names = StreamSupport.stream(spec.path(VOLUMES).spliterator(), false)
                .map(volume -> volume.path(NAME).asText(""))
                .filter(name -> name.startsWith(COMMON))
                .toList();
        if (names.size() != 1 || !GIVEN.matcher(names.getFirst()).matches() || !(spec instanceof ObjectNode whole)) {
            return spec;
        }
        UnaryOperator<JsonNode> called = node -> called(node, names.getFirst());
        ObjectNode renamed = each(whole, VOLUMES, called);
        for (String list : CONTAINERS) {
            renamed = each(renamed, list, container -> each(container, MOUNTS, called));
        }
        return renamed;
    }

    private static JsonNode called(JsonNode node, String before) {
        return node instanceof ObjectNode named && named.path(NAME).asText("").equals(before)
                ? with(named, NAME, JsonNodeFactory.instance.textNode(COMMON))
                : node;
    }

    private static JsonNode each(JsonNode node, String list, UnaryOperator<JsonNode> change) {
        return node instanceof ObjectNode object ? each(object, list, change) : node;
    }

    private static ObjectNode each(ObjectNode object, String list, UnaryOperator<JsonNode> change) {
        return Optional.ofNullable(object.get(list))
                .filter(JsonNode::isArray)
                .map(items -> {
                    ArrayNode changed = JsonNodeFactory.instance.arrayNode(items.size());
                    items.forEach(item -> changed.add(change.apply(item)));
                    return with(object, list, changed);
                })
                .orElse(object);
    }

    private static ObjectNode with(ObjectNode object, String field, JsonNode value) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll(object);
        copy.set(field, value);
        return copy;
    }
}
