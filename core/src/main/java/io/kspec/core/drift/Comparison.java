package io.kspec.core.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.report.ChangedBy;
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
