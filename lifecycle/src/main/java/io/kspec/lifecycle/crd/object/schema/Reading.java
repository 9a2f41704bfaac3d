package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// An object as the API server shows it through a schema: pruned, without nulls that may not be, filled in.
///
/// @param object  what is seen
/// @param lost    RFC 6901 pointers of what pruning took, each the highest place
/// @param filled  pointers of what was filled in
/// @param dropped pointers of nulls that went without anything in their place
public record Reading(ObjectNode object, List<String> lost, List<String> filled, List<String> dropped) {
    public Reading {
        lost = List.copyOf(lost);
        filled = List.copyOf(filled);
        dropped = List.copyOf(dropped);
    }

    /// What a read of a stored object shows, and what a write of it stores.
    public static Reading of(CompiledSchema schema, ObjectNode stored) {
        ObjectNode copy = stored.deepCopy();
        List<String> lost = Pruning.inPlace(schema, copy);
        Defaulting.Defaulted defaulted = Defaulting.inPlace(schema, copy);
        return new Reading(copy, lost, defaulted.filled(), defaulted.dropped());
    }

    /// Whether two values are the same to the API server: numbers by value, `1` and `1.5` apart.
    public static boolean isSame(JsonNode one, JsonNode other) {
        return Correlation.equal(one, other);
    }
}
