package io.kspec.lifecycle.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.rule.merge.UnknownChange;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Differences outside of schemas in keys that no rule reads: what a later Kubernetes may bring.
final class UnreadKeys {
    private static final Set<String> SPEC = Set.of(
            "group",
            "names",
            "scope",
            "versions",
            "conversion",
            "preserveUnknownFields",
            // of v1beta1, which is refused as a whole
            "version",
            "validation",
            "subresources",
            "additionalPrinterColumns");
    private static final Set<String> NAMES =
            Set.of("plural", "singular", "kind", "listKind", "shortNames", "categories");
    private static final Set<String> VERSION = Set.of(
            "name",
            "served",
            "storage",
            "deprecated",
            "deprecationWarning",
            "schema",
            "subresources",
            "additionalPrinterColumns",
            "selectableFields");
    private static final Set<String> SUBRESOURCES = Set.of("status", "scale");

    private UnreadKeys() {}

    static List<Finding> of(Crd before, Crd after) {
        var found = new ArrayList<Finding>();
        differing(before.spec(), after.spec(), SPEC, Where.definition("spec"), found);
        differing(
                before.spec().path("names"), after.spec().path("names"), NAMES, Where.definition("spec.names"), found);
        for (CrdVersion version : after.versions()) {
            before.version(version.name()).ifPresent(old -> version(old, version, found));
        }
        return found;
    }

    private static void version(CrdVersion before, CrdVersion after, List<Finding> found) {
        differing(before.json(), after.json(), VERSION, Where.version(after.name()), found);
        differing(
                before.json().path("subresources"),
                after.json().path("subresources"),
                SUBRESOURCES,
                new Where(after.name(), "subresources"),
                found);
    }

    private static void differing(JsonNode before, JsonNode after, Set<String> read, Where at, List<Finding> found) {
        var keys = new TreeSet<String>();
        before.fieldNames().forEachRemaining(keys::add);
        after.fieldNames().forEachRemaining(keys::add);
        keys.removeAll(read);
        for (String key : keys) {
            if (!Json.same(before.path(key), after.path(key))) {
                var where = new Where(at.version(), at.path().isEmpty() ? key : at.path() + "." + key);
                found.add(UnknownChange.of(where, before.path(key), after.path(key)));
            }
        }
    }
}
