package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/// How the API server tells numbers apart once it has read them: as whole numbers of 64 bits, or else as fractions.
final class Numbers {
    /// For [JsonNode#equals(Comparator, JsonNode)].
    static final Comparator<JsonNode> EQUAL = (one, other) -> isSame(one, other) ? 0 : 1;

    private Numbers() {}

    private static boolean isSame(JsonNode one, JsonNode other) {
        if (!one.isNumber() || !other.isNumber()) {
            return one.equals(other);
        }
        boolean whole = Types.isInteger(one);
        if (whole != Types.isInteger(other)) {
            return false;
        }
        return whole ? one.longValue() == other.longValue() : one.doubleValue() == other.doubleValue();
    }
}
