package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a rulebook came to as policies.
///
/// @param objects each policy followed by its binding, in the order of the rules
/// @param leftOut the rules that are not among them
public record Generated(List<ObjectNode> objects, List<Left> leftOut) {
    public Generated {
        objects = List.copyOf(objects);
        leftOut = List.copyOf(leftOut);
    }
}
