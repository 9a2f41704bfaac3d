package io.kspec.core.fix.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.document.Section;
import io.kspec.core.fix.text.Span.Quote;
import java.util.ArrayList;
import java.util.List;

/// Writes values in flow style, which is all that JSON has.
///
/// @param gap what stands after a colon and after a comma
/// @param step one level of indentation where every entry has a line of its own; empty where they share one
record FlowText(Section.Format format, String gap, String step, String ending) {
    private static final FlowText ONE_LINE = new FlowText(Section.Format.YAML, " ", "", "\n");

    /// As the collection is written; as the document is, where the collection has nothing to learn from.
    static FlowText of(Lines lines, Section.Format format, Span collection, Span root) {
        boolean empty = first(collection) < 0;
        boolean json = format == Section.Format.JSON;
        if (empty && (!json || first(root) < 0)) {
            return new FlowText(format, ONE_LINE.gap, ONE_LINE.step, lines.ending());
        }
        Span teacher = empty ? root : collection;
        int open = open(teacher);
        int first = first(teacher);
        boolean ownLines = lines.text().substring(open, first).contains("\n");
        String gap = json && teacher instanceof Span.Mapping mapping && colonIsFollowed(lines, mapping) ? "" : " ";
        return new FlowText(format, gap, ownLines ? step(lines, open, first) : "", lines.ending());
    }

    String entry(String name, JsonNode value, String indentation) {
        return switch (format) {
            case JSON -> ScalarText.jsonKey(name) + ":" + gap + value(value, Quote.NONE, indentation);
            case YAML -> ScalarText.key(name) + ": " + value(value, Quote.NONE, indentation);
        };
    }

    /// @param indentation of the line on which it begins
    String value(JsonNode value, Quote quote, String indentation) {
        if (BlockText.inline(value)) {
            return format == Section.Format.JSON ? value.toString() : ScalarText.yaml(value, quote);
        }
        var parts = new ArrayList<String>();
        String deeper = indentation + step;
        if (value.isObject()) {
            value.properties().forEach(field -> parts.add(entry(field.getKey(), field.getValue(), deeper)));
            return "{" + joined(parts, indentation) + "}";
        }
        value.forEach(item -> parts.add(value(item, Quote.NONE, deeper)));
        return "[" + joined(parts, indentation) + "]";
    }

    /// What stands between the brackets.
    String joined(List<String> parts, String indentation) {
        if (step.isEmpty()) {
            return String.join("," + gap, parts);
        }
        String line = ending + indentation + step;
        return line + String.join("," + line, parts) + ending + indentation;
    }

    private static boolean colonIsFollowed(Lines lines, Span.Mapping mapping) {
        int colon = lines.sign(mapping.entries().getFirst().keyEnd());
        return lines.blanks(colon + 1) == colon + 1;
    }

    private static String step(Lines lines, int open, int first) {
        String outer = lines.indentation(open);
        String inner = lines.indentation(first);
        return inner.length() > outer.length() && inner.startsWith(outer) ? inner.substring(outer.length()) : "  ";
    }

    private static int open(Span collection) {
        return switch (collection) {
            case Span.Mapping mapping -> mapping.open();
            case Span.Sequence sequence -> sequence.open();
            case Span.Scalar _, Span.Alias _ -> collection.start();
        };
    }

    /// Where the first entry begins; -1 when there is none.
    private static int first(Span collection) {
        return switch (collection) {
            case Span.Mapping mapping
            when !mapping.entries().isEmpty() -> mapping.entries().getFirst().start();
            case Span.Sequence sequence
            when !sequence.items().isEmpty() -> sequence.items().getFirst().start();
            case Span.Mapping _, Span.Sequence _, Span.Scalar _, Span.Alias _ -> -1;
        };
    }
}
