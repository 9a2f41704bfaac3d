package io.kspec.kube.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The first and reversible half of a change: what is new is added, nothing that is there goes.
///
/// Pure: takes definitions as JSON, gives one, changes neither.
public final class PhaseA {
    private PhaseA() {}

    /// The definition to apply now: every version of both, those of both as `wanted` has them, each served where
    /// either serves it.
    ///
    /// @param live as it was read
    /// @param wanted as the operator brings it
    public static ObjectNode of(ObjectNode live, ObjectNode wanted, Set<Kept> kept) {
        Map<String, JsonNode> before = versions(live);
        var phase = wanted.deepCopy();
        ArrayNode versions = phase.withObject("/spec").putArray("versions");
        versions(wanted).forEach((name, version) -> versions.add(served(version.deepCopy(), before.get(name))));
        before.forEach((name, version) -> {
            if (!versions(wanted).containsKey(name)) {
                versions.add(version.<ObjectNode>deepCopy().put("storage", false));
            }
        });
        if (kept.contains(Kept.STORAGE_FLAG)) {
            store(versions, stored(live));
        }
        if (kept.contains(Kept.CONVERSION) && live.path("spec").has("conversion")) {
            phase.withObject("/spec")
                    .set("conversion", live.path("spec").path("conversion").deepCopy());
        }
        return phase;
    }

    private static ObjectNode served(ObjectNode version, @Nullable JsonNode before) {
        boolean wasServed = before != null && before.path("served").asBoolean(false);
        return version.put("served", wasServed || version.path("served").asBoolean(false));
    }

    private static void store(ArrayNode versions, String name) {
        versions.forEach(version -> ((ObjectNode) version)
                .put("storage", version.path("name").asText("").equals(name)));
    }

    private static String stored(JsonNode definition) {
        return versions(definition).values().stream()
                .filter(version -> version.path("storage").asBoolean(false))
                .map(version -> version.path("name").asText(""))
                .findFirst()
                .orElse("");
    }

    private static Map<String, JsonNode> versions(JsonNode definition) {
        var byName = new LinkedHashMap<String, JsonNode>();
        for (JsonNode version : definition.path("spec").path("versions")) {
            byName.put(version.path("name").asText(""), version);
        }
        return byName;
    }
}
