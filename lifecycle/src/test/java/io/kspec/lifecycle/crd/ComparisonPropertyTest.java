package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ComparisonPropertyTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// What tightens in one direction, and what says so in the other.
    private static final Map<Set<String>, Set<String>> OPPOSITES = Map.of(
            Set.of("bound-added-or-tightened"), Set.of("bound-relaxed-or-removed"),
            Set.of("enum-added"), Set.of("enum-removed"),
            Set.of("enum-value-removed"), Set.of("enum-value-added"),
            Set.of("pattern-added"), Set.of("pattern-removed"),
            Set.of("pattern-changed"), Set.of("pattern-changed"),
            Set.of("nullable-removed"), Set.of("nullable-added"),
            Set.of("unknown-fields-pruned"), Set.of("unknown-fields-kept"),
            Set.of("default-added"), Set.of("default-removed", "default-removed-from-required"),
            Set.of("cel-rule-added", "cel-rule-at-root"), Set.of("cel-rule-removed"));

    @Property(tries = 300)
    void aSchemaDoesNotDifferFromItself(@ForAll("schemas") JsonNode schema) {
        assertThat(CrdComparison.compareSchemas(schema, shuffled(schema, 7)).findings())
                .isEmpty();
    }

    @Property(tries = 500)
    void tighteningOneWayIsLooseningTheOther(@ForAll("schemas") JsonNode one, @ForAll("schemas") JsonNode other) {
        List<Finding> forward = CrdComparison.compareSchemas(one, other).findings();
        List<Finding> back = CrdComparison.compareSchemas(other, one).findings();
        OPPOSITES.forEach((tightened, loosened) ->
                assertThat(paths(forward, tightened)).as("%s", tightened).isEqualTo(paths(back, loosened)));
    }

    @Property(tries = 500)
    void noPairMakesARuleThrowAndTheReverseIsTheComparisonTheOtherWay(
            @ForAll("anything") JsonNode one, @ForAll("anything") JsonNode other) {
        Comparison comparison = CrdComparison.compareSchemas(one, other);
        assertThat(comparison.reverse())
                .isEqualTo(CrdComparison.compareSchemas(other, one).findings());
        assertThat(comparison.rollback().safe())
                .isEqualTo(comparison.rollback().reasons().isEmpty());
    }

    @Property(tries = 300)
    void theOrderOfKeysChangesNothing(@ForAll("anything") JsonNode one, @ForAll("anything") JsonNode other) {
        assertThat(CrdComparison.compareSchemas(shuffled(one, 3), shuffled(other, 11))
                        .findings())
                .isEqualTo(CrdComparison.compareSchemas(one, other).findings());
    }

    @Property(tries = 300)
    void aKeywordThatChangesIsNeverPassedOverInSilence(
            @ForAll("schemas") JsonNode schema, @ForAll("names") String name) {
        ObjectNode other = schema.deepCopy();
        other.put("x-kubernetes-" + name, true);
        assertThat(Crds.told(CrdComparison.compareSchemas(schema, other)))
                .containsExactly("unknown-change break/break");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'f').ofMinLength(1).ofMaxLength(3);
    }

    /// Schemas as people write them: types, constraints, lists, maps, objects.
    @Provide
    Arbitrary<JsonNode> schemas() {
        return object(2).map(JsonNode.class::cast);
    }

    private Arbitrary<ObjectNode> object(int depth) {
        Arbitrary<ObjectNode> child =
                depth == 0 ? leaf() : Arbitraries.oneOf(leaf(), object(depth - 1), list(depth - 1), map(depth - 1));
        return Combinators.combine(
                        Arbitraries.maps(Arbitraries.of("a", "b", "c"), child).ofMaxSize(3), keywords("object"))
                .as((properties, node) -> {
                    ObjectNode fields = node.putObject("properties");
                    properties.forEach(fields::set);
                    return node;
                });
    }

    private Arbitrary<ObjectNode> list(int depth) {
        return Combinators.combine(depth == 0 ? leaf() : object(depth - 1), keywords("array"))
                .as((items, node) -> {
                    node.set("items", items);
                    return node;
                });
    }

    private Arbitrary<ObjectNode> map(int depth) {
        return Combinators.combine(depth == 0 ? leaf() : object(depth - 1), keywords("object"))
                .as((values, node) -> {
                    node.set("additionalProperties", values);
                    return node;
                });
    }

    private Arbitrary<ObjectNode> leaf() {
        return Arbitraries.of("string", "integer", "number", "boolean").flatMap(this::keywords);
    }

    private Arbitrary<ObjectNode> keywords(String type) {
        Arbitrary<Map<String, JsonNode>> some = Arbitraries.of(
                        Map.entry("nullable", JSON.booleanNode(true)),
                        Map.entry("minimum", JSON.numberNode(1)),
                        Map.entry("minimum", JSON.numberNode(2.5)),
                        Map.entry("maxLength", JSON.numberNode(5)),
                        Map.entry("maxLength", JSON.numberNode(9)),
                        Map.entry("minItems", JSON.numberNode(0)),
                        Map.entry("pattern", JSON.textNode("a+")),
                        Map.entry("pattern", JSON.textNode("b+")),
                        Map.entry("enum", JSON.arrayNode().add("x").add("z")),
                        Map.entry("enum", JSON.arrayNode().add("x")),
                        Map.entry("default", JSON.textNode("x")),
                        Map.entry("description", JSON.textNode("words")),
                        Map.entry("x-kubernetes-preserve-unknown-fields", JSON.booleanNode(true)),
                        Map.entry("x-kubernetes-validations", rules("self == 1")))
                .list()
                .ofMaxSize(3)
                .map(entries -> entries.stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one)));
        return some.map(entries -> {
            ObjectNode node = JSON.objectNode().put("type", type);
            entries.forEach(node::set);
            return node;
        });
    }

    private static JsonNode rules(String rule) {
        ArrayNode rules = JSON.arrayNode();
        rules.addObject().put("rule", rule);
        return rules;
    }

    /// Schemas whose keywords hold anything.
    @Provide
    Arbitrary<JsonNode> anything() {
        return wild(3);
    }

    private Arbitrary<JsonNode> wild(int depth) {
        Arbitrary<JsonNode> scalar = Arbitraries.of(
                JSON.nullNode(),
                JSON.booleanNode(true),
                JSON.booleanNode(false),
                JSON.numberNode(3),
                JSON.numberNode(1e300),
                JSON.textNode(""),
                JSON.textNode("string"),
                JSON.textNode("map"));
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<JsonNode> value = Arbitraries.oneOf(scalar, wild(depth - 1), listOf(wild(depth - 1)));
        return Arbitraries.maps(
                        Arbitraries.of(
                                "type",
                                "properties",
                                "items",
                                "additionalProperties",
                                "required",
                                "enum",
                                "default",
                                "minimum",
                                "maxItems",
                                "multipleOf",
                                "exclusiveMinimum",
                                "pattern",
                                "format",
                                "nullable",
                                "allOf",
                                "anyOf",
                                "oneOf",
                                "not",
                                "x-kubernetes-validations",
                                "x-kubernetes-list-type",
                                "x-kubernetes-list-map-keys",
                                "x-kubernetes-map-type",
                                "x-kubernetes-int-or-string",
                                "x-kubernetes-embedded-resource",
                                "uniqueItems",
                                "$ref",
                                "metadata",
                                "name",
                                "rule",
                                "a"),
                        value)
                .ofMaxSize(5)
                .map(fields -> {
                    ObjectNode node = JSON.objectNode();
                    fields.forEach(node::set);
                    return node;
                });
    }

    private static Arbitrary<JsonNode> listOf(Arbitrary<JsonNode> items) {
        return items.list().ofMaxSize(3).map(list -> JSON.arrayNode().addAll(list));
    }

    private static Set<String> paths(List<Finding> findings, Set<String> rules) {
        return findings.stream()
                .filter(finding -> rules.contains(finding.rule()))
                .map(Finding::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode shuffled(JsonNode json, long seed) {
        if (json instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            Collections.shuffle(names, new Random(seed));
            ObjectNode copy = JSON.objectNode();
            names.forEach(name -> copy.set(name, shuffled(object.path(name), seed)));
            return copy;
        }
        if (json instanceof ArrayNode list) {
            ArrayNode copy = JSON.arrayNode();
            list.forEach(item -> copy.add(shuffled(item, seed)));
            return copy;
        }
        return json;
    }
}
