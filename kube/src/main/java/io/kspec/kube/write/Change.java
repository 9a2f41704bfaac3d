package io.kspec.kube.write;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One write that was decided on, with its reason; nothing has been touched yet.
public sealed interface Change {
    ObjectKind kind();

    /// The object as it is wanted, or as it stands when it is to go.
    ObjectNode object();

    /// Why, as events, reports and diffs caption it.
    String because();

    /// Nothing of that name is there.
    record Create(ObjectKind kind, ObjectNode object, String because) implements Change {}

    /// An object that kspec owns whole becomes what is wanted, all of it, unless somebody wrote in between.
    record Replace(ObjectKind kind, ObjectNode object, String resourceVersion, String because) implements Change {}

    /// Only these fields of an object shared with others, under this writer's own field manager.
    record Demand(ObjectKind kind, ObjectNode object, String manager, String because) implements Change {}

    /// The object goes, unless somebody wrote in between.
    record Remove(ObjectKind kind, ObjectNode object, String because) implements Change {}
}
