package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.INFO;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodeRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaNode;
import io.kspec.lifecycle.crd.schema.Json;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What reviewers of APIs advise against. It never blocks, and what was there before is not told.
public final class Lint implements NodeRule {
    public static final RuleCard BOOL = RuleCard.of(
                    122, "lint-bool", "a boolean", "a third state cannot be added later")
            .up(INFO)
            .back(INFO);

    public static final RuleCard FLOAT = RuleCard.of(
                    122,
                    "lint-float",
                    "a number with a fraction",
                    "values change when they are written and read by different languages")
            .up(INFO)
            .back(INFO);

    public static final RuleCard UINT = RuleCard.of(
                    122, "lint-uint", "an unsigned format", "other languages have no such type")
            .up(INFO)
            .back(INFO);

    public static final RuleCard MAP = RuleCard.of(
                    122, "lint-map", "a map of anything but text", "a list with a key is easier to extend and to own")
            .up(INFO)
            .back(INFO);

    public static final RuleCard LIST = RuleCard.of(
                    122, "lint-list-type", "a list without x-kubernetes-list-type", "appliers own it as a whole")
            .up(INFO)
            .back(INFO);

    public static final RuleCard CONDITIONS = RuleCard.of(
                    122,
                    "lint-conditions",
                    "conditions that are no map list by type",
                    "appliers overwrite each other's conditions")
            .up(INFO)
            .back(INFO);

    @Override
    public List<RuleCard> cards() {
        return List.of(BOOL, FLOAT, UINT, MAP, LIST, CONDITIONS);
    }

    @Override
    public List<Finding> judge(SchemaNode node) {
        String type = SchemaType.of(node.json());
        String name = node.name();
        return Stream.of(
                        told(
                                BOOL,
                                type.equals("boolean"),
                                node,
                                "%s is a boolean: a third state cannot be added later.",
                                name),
                        told(
                                FLOAT,
                                type.equals("number"),
                                node,
                                "%s is a number with a fraction: it can change by being written and read.",
                                name),
                        told(
                                UINT,
                                node.json().path("format").asText("").startsWith("uint"),
                                node,
                                "%s has an unsigned format, which other languages do not have.",
                                name),
                        told(
                                MAP,
                                isMapOfObjects(node.json()),
                                node,
                                "%s is a map: a list with a key is easier to extend and to own.",
                                name),
                        told(
                                LIST,
                                type.equals("array") && !node.json().has(ListKind.TYPE),
                                node,
                                "%s is a list without x-kubernetes-list-type: appliers own it as a whole.",
                                name),
                        told(
                                CONDITIONS,
                                areLooseConditions(node),
                                node,
                                "%s are no map list with the key type: appliers overwrite each other's.",
                                name))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Finding> told(RuleCard card, boolean holds, SchemaNode node, String sentence, String name) {
        return holds
                ? Optional.of(card.found(node.where(), "", SchemaType.text(node.json()), sentence.formatted(name)))
                : Optional.empty();
    }

    private static boolean isMapOfObjects(JsonNode schema) {
        JsonNode values = Keywords.values(schema);
        return values.isObject() && !SchemaType.of(values).equals("string");
    }

    private static boolean areLooseConditions(SchemaNode node) {
        JsonNode schema = node.json();
        boolean conditions = node.place().name().equals("conditions")
                && SchemaType.of(Keywords.items(schema)).equals("object");
        return conditions
                && !(schema.path(ListKind.TYPE).asText("").equals("map")
                        && Json.texts(schema.path(ListKind.KEYS)).equals("type"));
    }
}
