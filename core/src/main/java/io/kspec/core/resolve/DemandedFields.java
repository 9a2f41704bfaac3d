package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;

/// Lists whose entries carry a demand beside their key: whether a new entry demands at least what the old one did.
final class DemandedFields {
    static final Measure REQUIRED = (before, after) -> Measure.gone(before, after, DemandedFields::requires);

    static final Measure FORBIDDEN = (before, after) -> Measure.gone(before, after, DemandedFields::forbids);

    static final Measure CONFIGURATIONS = (before, after) -> Measure.gone(
            before,
            after,
            (was, is) -> equal(was, is, "type", "namePattern")
                    && is.path("minCount").asLong() >= was.path("minCount").asLong());

    /// What a rule says when it is broken is no demand.
    static final Measure RULES = (before, after) ->
            Measure.gone(before, after, (was, is) -> equal(was, is, "name", "expression", "match", "severity"));

    private DemandedFields() {}

    private static boolean requires(JsonNode was, JsonNode is) {
        return equal(was, is, "key")
                && (anyValue(was) || (!anyValue(is) && wanted(was).equals(wanted(is))));
    }

    private static boolean forbids(JsonNode was, JsonNode is) {
        return equal(was, is, "key")
                && (anyValue(is)
                        || (!anyValue(was) && (wanted(was).equals(wanted(is)) || holdsAll(wanted(is), wanted(was)))));
    }

    private static boolean holdsAll(JsonNode list, JsonNode entries) {
        return list.isArray()
                && entries.isArray()
                && Measure.missing(entries, list, JsonNode::equals).isEmpty();
    }

    private static boolean equal(JsonNode was, JsonNode is, String... fields) {
        return List.of(fields).stream().allMatch(field -> was.path(field).equals(is.path(field)));
    }

    private static boolean anyValue(JsonNode field) {
        return field.path("exists").asBoolean(false);
    }

    /// Without a value the field is compared with true.
    private static JsonNode wanted(JsonNode field) {
        return field.hasNonNull("value") ? field.path("value") : BooleanNode.TRUE;
    }
}
