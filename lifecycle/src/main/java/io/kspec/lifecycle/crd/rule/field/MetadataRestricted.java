package io.kspec.lifecycle.crd.rule.field;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.VALIDATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.rule.Where;
import io.kspec.lifecycle.crd.schema.Json;
import io.kspec.lifecycle.crd.schema.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Names of objects must satisfy more than before. An object cannot change its name.
public final class MetadataRestricted implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    56,
                    "metadata-restricted",
                    "metadata.name or generateName is constrained",
                    "existing names may violate it, and names cannot be changed")
            .up(BREAK)
            .back(OK)
            .evidence(VALIDATION);

    private static final Set<String> NAMES = Set.of("name", "generateName");
    private static final Set<String> HARMLESS = Set.of("type", "description", "title", "example");

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("properties");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        if (node.place().isRoot() && !node.hadProperty("metadata")) {
            return restricted(
                    node,
                    node.place().property("metadata"),
                    node.after().path("properties").path("metadata"));
        }
        return node.place().isTopLevel("metadata") ? restricted(node, node.place(), node.after()) : List.of();
    }

    /// Whether a place is the name of the object.
    public static boolean covers(Place place) {
        return NAMES.stream().anyMatch(name -> place.is("metadata", name));
    }

    /// What other rules found at the name of the object: a tightened one is this rule's.
    public static Finding retold(Finding found) {
        return found.up().compareTo(BREAK) < 0
                ? found
                : CARD.found(
                        new Where(found.version(), found.path()),
                        found.before(),
                        found.after(),
                        "%s is constrained more: objects with other names stay as they are and cannot be renamed."
                                .formatted(found.path()));
    }

    private static List<Finding> restricted(NodePair node, Place metadata, JsonNode schema) {
        var found = new ArrayList<Finding>();
        for (String name : new TreeSet<>(NAMES)) {
            JsonNode field = schema.path("properties").path(name);
            boolean declared = node.place().isTopLevel("metadata") && node.hadProperty(name);
            var constraints = new TreeSet<String>();
            field.properties().forEach(entry -> constraints.add(NodePair.told(entry.getKey(), entry.getValue())));
            constraints.removeIf(constraint -> HARMLESS.stream().anyMatch(word -> constraint.startsWith(word + ":")));
            if (!declared && !constraints.isEmpty()) {
                Where where = node.where(metadata.property(name));
                found.add(CARD.found(
                        where,
                        "",
                        Json.cut(String.join(", ", constraints)),
                        "%s is constrained: objects with other names stay as they are and cannot be renamed."
                                .formatted(where.path())));
            }
        }
        return found;
    }
}
