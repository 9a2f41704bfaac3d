package io.kspec.kube.customresource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;

/// One page of a list, of which only one object is ever a tree.
final class ListPage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ListPage() {}

    /// Shows every item and answers the list's metadata, whichever of the two comes first.
    ///
    /// @throws IOException if the text is no list
    static JsonNode read(byte[] page, Consumer<ObjectNode> each) throws IOException {
        JsonNode metadata = MissingNode.getInstance();
        try (JsonParser parser = JSON.createParser(page)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "metadata" -> metadata = JSON.readTree(parser);
                    case "items" -> items(parser, each);
                    default -> parser.skipChildren();
                }
            }
        }
        if (!metadata.isObject()) {
            throw new IOException("a list without metadata");
        }
        return metadata;
    }

    private static void items(JsonParser parser, Consumer<ObjectNode> each) throws IOException {
        expect(parser.currentToken(), JsonToken.START_ARRAY);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            each.accept(JSON.readTree(parser));
        }
    }

    private static void expect(JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("%s instead of %s".formatted(found, wanted));
        }
    }
}
