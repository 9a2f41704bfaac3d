package io.kspec.kube.event;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/// The object that an event is about.
///
/// @param namespace empty for what has none
/// @param uid empty when it is not known; `kubectl describe` then does not show the event
public record Regarding(String apiVersion, String kind, String namespace, String name, String uid) {
    public static Regarding of(HasMetadata object) {
        return new Regarding(
                object.getApiVersion(),
                object.getKind(),
                Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
                object.getMetadata().getName(),
                Objects.requireNonNullElse(object.getMetadata().getUid(), ""));
    }

    /// `ClusterSpecification prod`
    public String display() {
        return namespace.isEmpty() ? kind + " " + name : "%s %s/%s".formatted(kind, namespace, name);
    }
}
