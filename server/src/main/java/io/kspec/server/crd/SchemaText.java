package io.kspec.server.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdComparison;
import io.kspec.lifecycle.crd.CrdResult;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.server.web.Problem;
import java.util.Optional;

/// A schema as clients send it: a whole definition or one version's schema, as a tree or as a text of JSON.
final class SchemaText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode tree;

    private SchemaText(JsonNode tree) {
        this.tree = tree;
    }

    /// Refused with the field's name when it is none.
    static SchemaText read(String field, Optional<JsonNode> given) {
        JsonNode tree = given.map(node -> node.isTextual() ? parsed(field, node.asText()) : node)
                .orElseThrow(() -> Problem.invalid(field, "is required").refused());
        if (!tree.isObject()) {
            throw Problem.invalid(field, "must be a JSON object").refused();
        }
        return new SchemaText(tree);
    }

    /// One that was stored.
    static SchemaText stored(String text) {
        return new SchemaText(parsed("schemaDefinition", text));
    }

    /// The definition, when it is a whole one; refused when it looks like one and is none.
    Optional<Crd> definition(String field) {
        if (!Crd.isCrd(tree)) {
            return Optional.empty();
        }
        return switch (Crd.parse(tree)) {
            case CrdResult.Parsed(Crd crd) -> Optional.of(crd);
            case CrdResult.Unreadable(Failure why) ->
                throw Problem.invalid(field, why.sentence()).refused();
        };
    }

    /// What a change from this to `next` does; refused when only one of both is a whole definition.
    Comparison comparedWith(SchemaText next, String field) {
        Optional<Crd> mine = definition(field);
        Optional<Crd> other = next.definition(field);
        if (mine.isPresent() != other.isPresent()) {
            throw Problem.invalid(
                            field,
                            "must be %s, as the stored one is"
                                    .formatted(mine.isPresent() ? "a whole definition" : "one version's schema"))
                    .refused();
        }
        return other.map(crd -> CrdComparison.compare(mine, crd, Surroundings.none()))
                .orElseGet(() -> CrdComparison.compareSchemas(tree, next.tree));
    }

    String text() {
        return tree.toString();
    }

    private static JsonNode parsed(String field, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw Problem.invalid(field, "is no JSON").refused();
        }
    }
}
