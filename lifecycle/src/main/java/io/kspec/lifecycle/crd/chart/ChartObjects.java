package io.kspec.lifecycle.crd.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/// What a chart renders beside its definitions, as one release.
///
/// @param release   the name of the release
/// @param namespace of the release: where objects go that name none
/// @param objects   hooks among them
public record ChartObjects(String release, String namespace, List<JsonNode> objects) {
    private static final String WORKLOADS = "apps";
    private static final List<String> CONTROLLERS = List.of("Deployment", "StatefulSet", "DaemonSet");

    public ChartObjects {
        objects = List.copyOf(objects);
    }

    /// Those of one kind.
    ///
    /// @param group of the API; empty for the core
    Stream<JsonNode> of(String group, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText("").equals(kind)
                        && group(object).equals(group));
    }

    /// Deployments, StatefulSets and DaemonSets.
    Stream<JsonNode> workloads() {
        return CONTROLLERS.stream().flatMap(kind -> of(WORKLOADS, kind));
    }

    String namespaceOf(JsonNode object) {
        return object.at("/metadata/namespace").asText(namespace);
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText("");
    }

    /// Whether a list has the word, or the star that stands for all.
    static boolean has(JsonNode list, String word) {
        return list.valueStream().map(JsonNode::asText).anyMatch(each -> each.equals(word) || each.equals("*"));
    }

    private static String group(JsonNode object) {
        String apiVersion = object.path("apiVersion").asText("");
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}
