package io.kspec.kube.customresource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A kind in a version in which its objects are read.
///
/// @param version the best: the one they are stored in, if it is served; else the served one of the highest priority
/// @param converted whether some or all objects come converted from another version
public record StoredKind(
        String group, String version, String kind, String plural, boolean namespaced, boolean converted) {

    /// In the best version of a live definition; empty when it serves none.
    public static Optional<StoredKind> of(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        return served(spec)
                .filter(version -> version.path("storage").asBoolean(false))
                .findFirst()
                .or(() -> served(spec).max(Comparator.comparing(VersionPriority::of)))
                .map(version -> in(definition, version));
    }

    /// In a version of a live definition; empty when that is not served.
    public static Optional<StoredKind> of(JsonNode definition, String name) {
        return served(definition.path("spec"))
                .filter(version -> version.path("name").asText("").equals(name))
                .findFirst()
                .map(version -> in(definition, version));
    }

    private static StoredKind in(JsonNode definition, JsonNode version) {
        JsonNode spec = definition.path("spec");
        return new StoredKind(
                spec.path("group").asText(""),
                version.path("name").asText(""),
                spec.path("names").path("kind").asText(""),
                spec.path("names").path("plural").asText(""),
                spec.path("scope").asText("").equals("Namespaced"),
                isConverted(definition, version));
    }

    public String apiVersion() {
        return group + "/" + version;
    }

    /// The path of the list of all namespaces.
    String path() {
        return "/apis/%s/%s".formatted(apiVersion(), plural);
    }

    String path(String namespace) {
        return "/apis/%s/namespaces/%s/%s".formatted(apiVersion(), namespace, plural);
    }

    private static Stream<JsonNode> served(JsonNode spec) {
        return StreamSupport.stream(spec.path("versions").spliterator(), false)
                .filter(version -> version.path("served").asBoolean(false));
    }

    private static boolean isConverted(JsonNode definition, JsonNode version) {
        return !version.path("storage").asBoolean(false)
                || definition.path("status").path("storedVersions").size() > 1;
    }
}
