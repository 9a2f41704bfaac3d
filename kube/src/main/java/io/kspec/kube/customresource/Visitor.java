package io.kspec.kube.customresource;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Is shown every custom resource once.
public interface Visitor {
    /// Before the first object; once more when the list has to begin again, and what was shown so far is void.
    void begin();

    /// One object, complete with apiVersion and kind.
    void visit(ObjectNode object);
}
