package io.kspec.core.fix.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.document.Scalars;
import io.kspec.core.fix.text.Span.Quote;
import java.util.regex.Pattern;

/// Writes single values and keys.
final class ScalarText {
    /// Narrower than what YAML lets stand without quotes, so that nobody needs to think twice.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@:-]*(?<!:)");

    private ScalarText() {}

    /// In YAML, with the quotes that the value before it had.
    static String yaml(JsonNode value, Quote quote) {
        if (!value.isTextual()) {
            return value.toString();
        }
        String text = value.textValue();
        return switch (quote) {
            case DOUBLE -> value.toString();
            case SINGLE -> isPlain(text) ? "'" + text + "'" : value.toString();
            case NONE, BLOCK -> yaml(text);
        };
    }

    static String key(String name) {
        return yaml(name);
    }

    static String jsonKey(String name) {
        return JsonNodeFactory.instance.textNode(name).toString();
    }

    private static String yaml(String text) {
        return isPlain(text) ? text : JsonNodeFactory.instance.textNode(text).toString();
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches()
                && Scalars.plain(text).filter(JsonNode::isTextual).isPresent();
    }
}
