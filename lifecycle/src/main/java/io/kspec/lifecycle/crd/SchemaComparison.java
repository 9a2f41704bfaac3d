package io.kspec.lifecycle.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.NodeRule;
import io.kspec.lifecycle.crd.rule.SchemaContext;
import io.kspec.lifecycle.crd.rule.SchemaNode;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.rule.field.MetadataRestricted;
import io.kspec.lifecycle.crd.rule.merge.UnknownChange;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.Place;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Walks two schemas of one version side by side, in one pass: nodes are paired by property, item and value, and a
/// rule is asked only where a keyword differs that it reads.
final class SchemaComparison {
    private static final Map<String, List<SchemaRule>> BY_KEYWORD = byKeyword();
    private static final List<NodeRule> NODE_RULES = CrdRules.all().stream()
            .filter(NodeRule.class::isInstance)
            .map(NodeRule.class::cast)
            .toList();

    /// What rules of single nodes say everything about, so that a difference in it is none that nobody knows.
    private static final Set<String> OF_NODE_RULES = Set.of(
            "$ref",
            "additionalItems",
            "definitions",
            "dependencies",
            "id",
            "items",
            "patternProperties",
            "uniqueItems");

    private final List<Finding> findings = new ArrayList<>();

    private SchemaComparison() {}

    /// What differs, and what the new schema draws by itself that the old one did not.
    ///
    /// @param before empty when the version is new
    static List<Finding> of(SchemaContext context, Optional<JsonNode> before, JsonNode after) {
        var comparison = new SchemaComparison();
        before.ifPresentOrElse(
                old -> comparison.pair(NodePair.root(context, old, after)),
                () -> everyNode(new SchemaNode(context.version(), Place.ROOT, after), comparison.findings));
        return comparison.findings;
    }

    private static Map<String, List<SchemaRule>> byKeyword() {
        var rules = new HashMap<String, List<SchemaRule>>();
        for (var rule : CrdRules.all()) {
            if (rule instanceof SchemaRule schemaRule) {
                schemaRule.keywords().forEach(keyword -> rules.computeIfAbsent(keyword, key -> new ArrayList<>())
                        .add(schemaRule));
            }
        }
        return Map.copyOf(rules);
    }

    /// Whether everything at and below the place is as it was; then no rule has anything to say.
    private boolean pair(NodePair node) {
        if (SchemaType.shift(node.before(), node.after()) == SchemaType.Shift.REPLACED) {
            judge(node, Set.of("type"));
            replaced(node);
            return false;
        }
        if (!node.differing().isEmpty()) {
            judge(node, node.differing());
        }
        boolean same = below(node) && node.differing().isEmpty();
        if (!same) {
            newlyAt(node);
        }
        return same;
    }

    /// What stands below a node of another type is another thing: it is not told field by field.
    private void judge(NodePair node, Set<String> keywords) {
        var rules = new LinkedHashSet<SchemaRule>();
        for (String keyword : keywords) {
            List<SchemaRule> readers = BY_KEYWORD.getOrDefault(keyword, List.of());
            rules.addAll(readers);
            if (readers.isEmpty() && !OF_NODE_RULES.contains(keyword)) {
                findings.add(UnknownChange.of(node, keyword));
            }
        }
        boolean name = MetadataRestricted.covers(node.place());
        for (SchemaRule rule : rules) {
            for (Finding found : rule.judge(node)) {
                findings.add(name ? MetadataRestricted.retold(found) : found);
            }
        }
    }

    private boolean below(NodePair node) {
        boolean same = true;
        Place place = node.place();
        JsonNode before = node.before().path("properties");
        for (var property : node.after().path("properties").properties()) {
            same &= child(node, place.property(property.getKey()), before.path(property.getKey()), property.getValue());
        }
        same &= child(node, place.items(), Keywords.items(node.before()), Keywords.items(node.after()));
        same &= child(node, place.values(), Keywords.values(node.before()), Keywords.values(node.after()));
        return same;
    }

    private boolean child(NodePair node, Place place, JsonNode before, JsonNode after) {
        if (!after.isObject()) {
            return !before.isObject();
        }
        if (before.isObject()) {
            return pair(node.below(place, before, after));
        }
        everyNode(new SchemaNode(node.context().version(), place, after), findings);
        return false;
    }

    /// What rules of single nodes say of the new node, without what they say of the old one.
    private void newlyAt(NodePair node) {
        String version = node.context().version();
        List<Finding> found = atNode(new SchemaNode(version, node.place(), node.after()));
        if (!found.isEmpty()) {
            addNew(found, atNode(new SchemaNode(version, node.place(), node.before())));
        }
    }

    private void replaced(NodePair node) {
        var found = new ArrayList<Finding>();
        everyNode(new SchemaNode(node.context().version(), node.place(), node.after()), found);
        var known = new ArrayList<Finding>();
        everyNode(new SchemaNode(node.context().version(), node.place(), node.before()), known);
        addNew(found, known);
    }

    private void addNew(List<Finding> found, List<Finding> before) {
        Set<String> known = before.stream().map(SchemaComparison::place).collect(Collectors.toSet());
        found.stream().filter(finding -> !known.contains(place(finding))).forEach(findings::add);
    }

    private static String place(Finding finding) {
        return finding.rule() + " " + finding.path();
    }

    private static List<Finding> atNode(SchemaNode node) {
        return NODE_RULES.stream().flatMap(rule -> rule.judge(node).stream()).toList();
    }

    private static void everyNode(SchemaNode node, List<Finding> found) {
        found.addAll(atNode(node));
        for (var property : node.json().path("properties").properties()) {
            everyNode(node.below(node.place().property(property.getKey()), property.getValue()), found);
        }
        JsonNode items = Keywords.items(node.json());
        if (items.isObject()) {
            everyNode(node.below(node.place().items(), items), found);
        }
        JsonNode values = Keywords.values(node.json());
        if (values.isObject()) {
            everyNode(node.below(node.place().values(), values), found);
        }
    }
}
