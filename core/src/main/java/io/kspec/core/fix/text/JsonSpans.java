package io.kspec.core.fix.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kspec.core.fix.text.Span.Quote;
import io.kspec.core.fix.text.Span.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/// Finds where the values of one JSON text stand.
final class JsonSpans {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String text;
    private final JsonParser parser;

    private JsonSpans(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /// @param text one JSON value that can be read
    static Span of(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return new JsonSpans(text, parser).value();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Span value() throws IOException {
        int start = here();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(start);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(start);
        }
        return token == JsonToken.VALUE_STRING
                ? new Span.Scalar(start, afterQuotes(start), Quote.DOUBLE, false)
                : new Span.Scalar(start, afterWord(start), Quote.NONE, false);
    }

    private Span mapping(int start) throws IOException {
        var entries = new ArrayList<Span.Entry>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int key = here();
            parser.nextToken();
            entries.add(new Span.Entry(key, afterQuotes(key), name, false, value()));
        }
        return new Span.Mapping(start, start, here() + 1, Shape.FLOW, false, entries);
    }

    private Span sequence(int start) throws IOException {
        var items = new ArrayList<Span>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Span.Sequence(start, start, here() + 1, Shape.FLOW, false, items);
    }

    private int here() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private int afterQuotes(int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private int afterWord(int start) {
        int at = start;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }
}
