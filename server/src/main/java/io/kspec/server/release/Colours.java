package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Whether two releases of one chart can stand side by side.
public final class Colours {
    private Colours() {}

    /// Objects that both would own, as `ClusterRole sample`: cluster-scoped ones, and those whose templates name a
    /// namespace of their own, as `Role kube-system/sample`. Helm refuses the second release then.
    ///
    /// @param clusterScoped whether an object's kind has no namespace, as the cluster's discovery says
    public static List<String> collisions(
            Rendering.Rendered blue, Rendering.Rendered green, Predicate<JsonNode> clusterScoped) {
        Set<String> taken = names(blue, clusterScoped);
        return names(green, clusterScoped).stream()
                .filter(taken::contains)
                .sorted()
                .toList();
    }

    private static Set<String> names(Rendering.Rendered colour, Predicate<JsonNode> clusterScoped) {
        return colour.objects().stream()
                .filter(object ->
                        clusterScoped.test(object) || !namespace(object).isEmpty())
                .map(object -> object.path("kind").asText() + " "
                        + (clusterScoped.test(object) ? "" : namespace(object) + "/") + Manifest.name(object))
                .collect(Collectors.toSet());
    }

    /// Of the two releases' own namespaces each is named by one of them only.
    private static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText();
    }
}
