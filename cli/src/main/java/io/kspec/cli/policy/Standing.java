package io.kspec.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.drift.Difference;
import io.kspec.core.failure.Failure;
import io.kspec.kube.write.ObjectKind;

/// How one generated policy or binding stands in a cluster.
public sealed interface Standing {
    /// The object as it is wanted; as it is, where it is not wanted.
    ObjectNode object();

    record Missing(ObjectNode object) implements Standing {}

    record Equal(ObjectNode object) implements Standing {}

    /// It is there and not as it should be.
    ///
    /// @param ours whether the live object carries the marks of this specification
    record Differs(ObjectNode object, ObjectNode live, Difference difference, boolean ours) implements Standing {}

    /// It carries the marks of this specification, and nothing asks for it.
    record Stale(ObjectNode object) implements Standing {}

    /// What the API server would make of the intent could not be learnt.
    record Unread(ObjectNode object, Failure why) implements Standing {}

    default ObjectKind kind() {
        return WantedPolicies.kind(object());
    }

    default String name() {
        return name(object());
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }
}
