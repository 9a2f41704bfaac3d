package io.kspec.core.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The fields in which a live object differs from what it should be, and only those.
///
/// @param paths where they differ, in the order of names; lists are compared whole
/// @param expected the differing fields as they should be; a field that should not be there is left out
/// @param actual the same fields as they are
public record Difference(List<FieldPath> paths, ObjectNode expected, ObjectNode actual) {
    public Difference {
        paths = List.copyOf(paths);
    }

    /// Empty when nothing differs.
    public static Optional<Difference> between(JsonNode expected, JsonNode actual) {
        var paths = new ArrayList<FieldPath>();
        ObjectNode shouldBe = JsonNodeFactory.instance.objectNode();
        ObjectNode is = JsonNodeFactory.instance.objectNode();
        compare(FieldPath.ROOT, expected, actual, paths, shouldBe, is);
        return paths.isEmpty() ? Optional.empty() : Optional.of(new Difference(paths, shouldBe, is));
    }

    private static void compare(
            FieldPath at,
            JsonNode expected,
            JsonNode actual,
            List<FieldPath> paths,
            ObjectNode shouldBe,
            ObjectNode is) {
        var names = new TreeSet<String>();
        expected.fieldNames().forEachRemaining(names::add);
        actual.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode wanted = expected.path(name);
            JsonNode found = actual.path(name);
            if (wanted.equals(found)) {
                continue;
            }
            if (wanted.isObject() && found.isObject()) {
                ObjectNode deeperWanted = JsonNodeFactory.instance.objectNode();
                ObjectNode deeperFound = JsonNodeFactory.instance.objectNode();
                compare(at.field(name), wanted, found, paths, deeperWanted, deeperFound);
                put(shouldBe, name, deeperWanted);
                put(is, name, deeperFound);
            } else {
                paths.add(at.field(name));
                put(shouldBe, name, wanted);
                put(is, name, found);
            }
        }
    }

    private static void put(ObjectNode into, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            into.set(name, value);
        }
    }
}
