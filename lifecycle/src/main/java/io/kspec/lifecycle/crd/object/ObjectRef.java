package io.kspec.lifecycle.crd.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/// Which object it is.
///
/// @param cluster   the target's name
/// @param namespace empty for one that belongs to the cluster
/// @param name      its name
/// @param uid       as the API server gave it
public record ObjectRef(String cluster, String namespace, String name, String uid) implements Comparable<ObjectRef> {

    /// Of an object as read from the API server.
    public static ObjectRef of(String cluster, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return new ObjectRef(
                cluster,
                metadata.path("namespace").asText(""),
                metadata.path("name").asText(""),
                metadata.path("uid").asText(""));
    }

    /// `cluster/namespace/name`, without the parts that are empty.
    public String display() {
        return String.join(
                "/",
                Stream.of(cluster, namespace, name)
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    @Override
    public int compareTo(ObjectRef other) {
        int order = display().compareTo(other.display());
        return order != 0 ? order : uid.compareTo(other.uid);
    }
}
