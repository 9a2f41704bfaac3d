package io.kspec.core.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.report.ChangedBy;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Optional;

/// Compares a live guard with what the API server would make of the intent, so that the server's own defaults are no
/// drift and a tamperer's extra field is. Pure.
public final class Comparison {
    private static final List<String> KEPT_BY_THE_SERVER =
            List.of("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink");

    private Comparison() {}

    /// The fields in which a live guard differs from its intent; empty when it does not.
    ///
    /// @param previewed what the API server would store for the intent
    public static Optional<Difference> between(ObjectNode previewed, ObjectNode live) {
        return Difference.between(essence(previewed), essence(live));
    }

    /// The object without what the API server keeps in it on its own.
    public static ObjectNode essence(ObjectNode object) {
        ObjectNode essence = object.deepCopy();
        essence.remove("status");
        if (essence.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(KEPT_BY_THE_SERVER);
        }
        return essence;
    }

    /// `wanted` with some fields as `live` has them, by JSON pointer, with all below them; what `live` does not
    /// have is left out. A pointer into a list holds where both lists have that place.
    public static ObjectNode keeping(ObjectNode wanted, ObjectNode live, List<String> pointers) {
        ObjectNode kept = wanted.deepCopy();
        for (String text : pointers) {
            JsonPointer pointer = JsonPointer.compile(text);
            JsonNode value = live.at(pointer);
            JsonNode parent = kept.at(pointer.head());
            String last = pointer.last().getMatchingProperty();
            if (value.isMissingNode()) {
                if (parent instanceof ObjectNode object) {
                    object.remove(last);
                }
            } else if (parent instanceof ObjectNode object) {
                object.set(last, value.deepCopy());
            } else if (parent instanceof ArrayNode list
                    && list.has(pointer.last().getMatchingIndex())) {
                list.set(pointer.last().getMatchingIndex(), value.deepCopy());
            } else if (parent.isMissingNode()) {
                made(kept, pointer.head()).ifPresent(object -> object.set(last, value.deepCopy()));
            }
        }
        return kept;
    }

    /// The object at a place, made where nothing is; empty where something else is in the way.
    private static Optional<ObjectNode> made(ObjectNode root, JsonPointer place) {
        ObjectNode at = root;
        for (JsonPointer rest = place; !rest.matches(); rest = rest.tail()) {
            JsonNode next = at.path(rest.getMatchingProperty());
            if (next instanceof ObjectNode object) {
                at = object;
            } else if (next.isMissingNode()) {
                at = at.putObject(rest.getMatchingProperty());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    /// The last writer other than `own` of a field that differs, or of any when nobody is recorded for those: who
    /// takes a field away leaves no trace at it.
    public static ChangedBy author(ObjectNode live, String own, Difference difference) {
        ObjectNode concerned = live.deepCopy();
        ArrayNode entries = concerned.withObject("/metadata").putArray("managedFields");
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            if (difference.paths().stream().anyMatch(path -> owns(entry.path("fieldsV1"), path))) {
                entries.add(entry);
            }
        }
        ChangedBy author = author(concerned, own);
        return author.manager() == null ? author(live, own) : author;
    }

    /// Who owns a field owns all below it; an owner inside a list counts for all of the list.
    private static boolean owns(JsonNode fields, FieldPath path) {
        JsonNode at = fields;
        for (String segment : path.segments()) {
            at = at.path("f:" + segment);
            if (at.isObject() && at.isEmpty()) {
                return true;
            }
        }
        return !at.isMissingNode();
    }

    /// The last writer other than `own`, as the API server recorded it. Nothing is known of a user's name, and
    /// nothing at all after a deletion.
    public static ChangedBy author(ObjectNode live, String own) {
        JsonNode newest = null;
        for (JsonNode entry : live.path("metadata").path("managedFields")) {
            boolean foreign = !entry.path("manager").asText("").equals(own) && !entry.hasNonNull("subresource");
            if (foreign && (newest == null || time(entry).compareTo(time(newest)) >= 0)) {
                newest = entry;
            }
        }
        return newest == null
                ? new ChangedBy(null, null, null, "not recorded by the API: the change carries kspec's own manager")
                : new ChangedBy(
                        newest.path("manager").asText(""),
                        newest.path("operation").asText(""),
                        time(newest),
                        null);
    }

    /// What is known of who deleted an object.
    public static ChangedBy nobodyKnown() {
        return new ChangedBy(null, null, null, "not recorded by the API after a deletion");
    }

    private static String time(JsonNode entry) {
        return entry.path("time").asText("");
    }
}
