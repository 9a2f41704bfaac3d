package io.kspec.kube.customresource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;

/// What reading an export showed.
public sealed interface Reread {
    /// It is what was written.
    ///
    /// @param definition as it was when the objects were exported, status included
    record Intact(ObjectNode definition) implements Reread {}

    record Damaged(Failure why) implements Reread {}
}
