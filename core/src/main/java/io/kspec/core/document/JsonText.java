package io.kspec.core.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads JSON, one object after the other. YAML would nearly do, but refuses tabs and halves of surrogate pairs.
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.DEPTH * 2)
                    .maxStringLength(Documents.LARGEST_TEXT)
                    .build())
            .build();

    private final JsonParser parser;
    private final int firstLine;
    private Limits limits = new Limits();

    private JsonText(JsonParser parser, int firstLine) {
        this.parser = parser;
        this.firstLine = firstLine;
    }

    /// Two braces open a template, which is neither JSON nor YAML.
    static boolean looksLike(String text) {
        String stripped = text.stripLeading();
        return stripped.startsWith("{") && !stripped.startsWith("{{");
    }

    /// A value and the offset in the text at which it ends.
    record Value(Tree tree, int end) {}

    /// Every value in `text`.
    static List<Value> read(String text, int firstLine) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            var json = new JsonText(parser, firstLine);
            var values = new ArrayList<Value>();
            while (parser.nextToken() != null) {
                json.limits = new Limits();
                Tree value = json.value(0);
                values.add(new Value(value, (int) parser.currentLocation().getCharOffset()));
            }
            return values;
        } catch (JsonProcessingException broken) {
            JsonLocation at = broken.getLocation();
            throw new DocumentBrokenException(
                    at == null
                            ? new Position(firstLine, 1)
                            : new Position(firstLine + at.getLineNr() - 1, Math.max(1, at.getColumnNr())),
                    "this is no JSON: "
                            + broken.getOriginalMessage().lines().findFirst().orElse("it ends too early"),
                    "Correct the text around this place.");
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    private Tree value(int depth) throws IOException {
        Position at = here();
        limits.enter(depth, at);
        limits.count(1, at);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return fields(at, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            return items(at, depth);
        }
        return new Tree(scalar(token, at), new Place(at, at, Map.of(), List.of(), 1));
    }

    private Tree fields(Position at, int depth) throws IOException {
        var fields = new Fields();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Position key = here();
            fields.claim(name, key);
            parser.nextToken();
            fields.put(name, key, value(depth + 1));
        }
        return fields.at(at);
    }

    private Tree items(Position at, int depth) throws IOException {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        var places = new ArrayList<Place>();
        int size = 1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Tree item = value(depth + 1);
            json.add(item.json());
            places.add(item.place());
            size += item.place().size();
        }
        return new Tree(json, new Place(at, at, Map.of(), places, size));
    }

    private JsonNode scalar(JsonToken token, Position at) throws IOException {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (token == JsonToken.VALUE_STRING) {
            return factory.textNode(parser.getText());
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return integer(parser.getBigIntegerValue());
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return decimal(parser.getText(), at);
        }
        return token == JsonToken.VALUE_NULL ? factory.nullNode() : factory.booleanNode(token == JsonToken.VALUE_TRUE);
    }

    private static JsonNode integer(BigInteger value) {
        return Scalars.plain(value.toString()).orElseThrow();
    }

    private static JsonNode decimal(String text, Position at) {
        if (!Double.isFinite(Double.parseDouble(text))) {
            throw new DocumentBrokenException(
                    at, "%s is too large for a number".formatted(text), "Write a smaller one, or put it in quotes.");
        }
        return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
    }

    private Position here() {
        JsonLocation at = parser.currentTokenLocation();
        return new Position(firstLine + at.getLineNr() - 1, at.getColumnNr());
    }
}
