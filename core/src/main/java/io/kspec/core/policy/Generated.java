package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a rulebook came to as policies.
///
/// @param objects in the order of the rules; a native policy is followed by its binding
/// @param leftOut the rules that are not among them
/// @param departures where the policies will decide otherwise than kspec does, one sentence each
public record Generated(List<ObjectNode> objects, List<Left> leftOut, List<String> departures) {
    public static final Generated NOTHING = new Generated(List.of(), List.of(), List.of());

    public Generated {
        objects = List.copyOf(objects);
        leftOut = List.copyOf(leftOut);
        departures = List.copyOf(departures);
    }

    /// Whether the policies say all that the rulebook says.
    public boolean complete() {
        return leftOut.isEmpty() && departures.isEmpty();
    }
}
