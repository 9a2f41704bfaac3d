package io.kspec.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What annotations on records cannot say of a definition: categories, kinds of lists, the format of times, the words
/// of a phase, which differ by kind.
final class CrdFinish {
    private static final Map<String, String> ABOUT = Map.of(
            "ClusterSpecification",
            "ClusterSpecification declares what a cluster must be. kspec scans the cluster against it, reports,"
                    + " and in mode enforce refuses what breaks it.",
            "ClusterTarget",
            "ClusterTarget is a remote cluster that kspec looks after, and how to sign in to it.",
            "ComplianceReport",
            "ComplianceReport is the evidence of one scan. The operator writes it; its spec never changes.",
            "DriftReport",
            "DriftReport is the evidence of drift and of what was done about it. The operator writes it; its spec"
                    + " never changes.",
            "DriftConfig",
            "DriftConfig declares how drift is looked for and what is done about it. It narrows what the mode of a"
                    + " specification allows and never widens it.",
            "DevOpsPolicy",
            "DevOpsPolicy declares what the running pods of its namespace must be, and carries their health score.",
            "PolicyTemplate",
            "PolicyTemplate is a set of demands with blanks that ClusterSpecifications fill in and build on.");

    /// Strings that hold an RFC 3339 time.
    private static final Set<String> TIMES = Set.of(
            "appliedAt",
            "certificateNotAfter",
            "countedSince",
            "credentialsExpireAt",
            "detectionTime",
            "enforceFrom",
            "expiresAt",
            "lastChecked",
            "lastEnforcementTime",
            "lastEvaluated",
            "lastRun",
            "lastScanTime",
            "lastTransitionTime",
            "nextExpiry",
            "nextRun",
            "nextScanTime",
            "scanTime",
            "time");

    /// Lists whose entries are told apart by a field; every other list is written as a whole.
    private static final Map<String, String> KEYED = Map.of(
            "clusters", "name",
            "conditions", "type",
            "parameters", "name",
            "policyExemptions", "name",
            "remediations", "index",
            "rules", "name");

    private static final Map<String, List<String>> PHASES = Map.of(
            "ClusterSpecification", List.of("Pending", "Active", "Failed"),
            "ComplianceReport", List.of("Pending", "Completed", "Failed"),
            "DriftReport", List.of("Pending", "InProgress", "Completed", "Failed"));

    /// `Error` is read in reports of older versions and never written.
    private static final List<String> RESULTS = List.of("Pass", "Fail", "Manual", "NotEvaluated", "Skip", "Error");

    private CrdFinish() {}

    /// A finished copy; the argument is not changed.
    ///
    /// @param columns the names of the printer columns, in the order in which kubectl shall print them
    static ObjectNode finish(ObjectNode generated, List<String> columns) {
        ObjectNode definition = generated.deepCopy();
        String kind = definition.at("/spec/names/kind").asText();
        if (definition.at("/spec/group").asText().equals("kspec.io")) {
            ((ObjectNode) definition.at("/spec/names")).putArray("categories").add("kspec");
        }
        for (JsonNode version : definition.at("/spec/versions")) {
            order((ArrayNode) version.path("additionalPrinterColumns"), columns);
            var root = (ObjectNode) version.at("/schema/openAPIV3Schema");
            root.put("description", ABOUT.get(kind));
            root.withArray("required").add("spec");
            describe(root, "spec", "What is declared.");
            describe(root, "status", "What kspec observed.");
            walk("", root);
            object(root, "/properties/spec/properties/policy");
            words(root, "/properties/status/properties/phase", PHASES.get(kind));
            words(root, "/properties/status/properties/clusters/items/properties/phase", PHASES.get(kind));
            words(root, "/properties/spec/properties/results/items/properties/status", RESULTS);
        }
        return definition;
    }

    /// The generator sorts columns by their path.
    private static void order(ArrayNode columns, List<String> names) {
        var sorted = new ArrayList<JsonNode>();
        columns.forEach(sorted::add);
        sorted.sort(Comparator.comparingInt(
                column -> names.indexOf(column.path("name").asText())));
        columns.removeAll().addAll(sorted);
    }

    private static void describe(ObjectNode root, String field, String description) {
        if (root.at("/properties/" + field) instanceof ObjectNode schema) {
            schema.put("description", description);
        }
    }

    private static void walk(String name, ObjectNode schema) {
        integral(schema, "minimum");
        integral(schema, "maximum");
        once(schema);
        if (TIMES.contains(name)) {
            schema.put("format", "date-time");
            schema.remove("maxLength");
        }
        if (schema.path("type").asText().equals("array")) {
            String key = schema.at("/items/properties").has(KEYED.getOrDefault(name, "")) ? KEYED.get(name) : null;
            schema.put("x-kubernetes-list-type", key == null ? "atomic" : "map");
            if (key != null) {
                schema.putArray("x-kubernetes-list-map-keys").add(key);
            }
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            walk(property.getKey(), (ObjectNode) property.getValue());
        }
        for (String inner : List.of("items", "additionalProperties")) {
            if (schema.path(inner) instanceof ObjectNode element) {
                walk("", element);
            }
        }
    }

    /// The generator writes every bound as a floating-point number.
    private static void integral(ObjectNode schema, String bound) {
        JsonNode value = schema.path(bound);
        if (value.isNumber() && value.doubleValue() == value.longValue()) {
            schema.put(bound, value.longValue());
        }
    }

    /// The generator finds a rule on a component twice: on its field and on its accessor.
    private static void once(ObjectNode schema) {
        if (schema.path("x-kubernetes-validations") instanceof ArrayNode rules) {
            var distinct = new LinkedHashSet<JsonNode>();
            rules.forEach(distinct::add);
            rules.removeAll().addAll(distinct);
        }
    }

    /// What preserves unknown fields has no type unless it is given one.
    private static void object(ObjectNode root, String pointer) {
        if (root.at(pointer) instanceof ObjectNode schema) {
            schema.put("type", "object");
        }
    }

    private static void words(ObjectNode root, String pointer, List<String> words) {
        if (root.at(pointer) instanceof ObjectNode schema) {
            ArrayNode list = schema.putArray("enum");
            words.forEach(list::add);
        }
    }
}
