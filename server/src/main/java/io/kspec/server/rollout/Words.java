package io.kspec.server.rollout;

import com.fasterxml.jackson.databind.node.TextNode;
import io.kspec.lifecycle.json.Json;

/// The names of lifecycle's enums on the wire.
final class Words {
    private Words() {}

    /// As the enum's own annotations say.
    static String of(Enum<?> constant) {
        return Json.mapper().<TextNode>valueToTree(constant).textValue();
    }
}
