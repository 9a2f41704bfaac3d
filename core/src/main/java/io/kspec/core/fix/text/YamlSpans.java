package io.kspec.core.fix.text;

import io.kspec.core.document.Scalars;
import io.kspec.core.fix.text.Span.Quote;
import io.kspec.core.fix.text.Span.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Finds where the values of one YAML document stand, by the marks of the parser's events.
final class YamlSpans {
    private final Lines lines;
    private final Offsets offsets;
    private final Iterator<Event> events;

    private YamlSpans(String text) {
        this.lines = new Lines(text);
        this.offsets = Offsets.of(text);
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setParseComments(false)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /// @param text one document that can be read and holds a value
    static Span of(String text) {
        var spans = new YamlSpans(text);
        Event event = spans.events.next();
        while (!(event instanceof NodeEvent)) {
            event = spans.events.next();
        }
        return spans.value(event);
    }

    private Span value(Event event) {
        return switch (event) {
            case AliasEvent alias -> new Span.Alias(start(alias), end(alias));
            case ScalarEvent scalar -> scalar(scalar);
            case MappingStartEvent mapping -> mapping(mapping);
            case CollectionStartEvent sequence -> sequence(sequence);
            default -> throw new IllegalStateException("no value: " + event);
        };
    }

    private Span scalar(ScalarEvent scalar) {
        boolean marked = scalar.getAnchor().isPresent() || scalar.getTag().isPresent();
        return switch (scalar.getScalarStyle()) {
            case PLAIN -> new Span.Scalar(start(scalar), end(scalar), Quote.NONE, marked);
            case SINGLE_QUOTED -> new Span.Scalar(start(scalar), end(scalar), Quote.SINGLE, marked);
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> new Span.Scalar(start(scalar), end(scalar), Quote.DOUBLE, marked);
            case LITERAL, FOLDED -> new Span.Scalar(start(scalar), blockEnd(scalar), Quote.BLOCK, marked);
        };
    }

    /// The parser's mark stands after the blank lines that follow; they belong to the text only where `+` says so.
    private int blockEnd(ScalarEvent scalar) {
        int start = start(scalar);
        int end = end(scalar);
        if (!lines.after(start).split("#", 2)[0].contains("+")) {
            return Math.max(lines.blanksBefore(end), start + 1);
        }
        int feed = lines.is(end - 1, '\n') ? end - 1 : end;
        return lines.is(feed - 1, '\r') ? feed - 1 : feed;
    }

    private Span mapping(MappingStartEvent event) {
        var entries = new ArrayList<Span.Entry>();
        Event next = events.next();
        for (; next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            entries.add(entry(next));
        }
        boolean bracket = event.isFlow() && lines.is(end(event) - 1, '{');
        Shape shape = bracket ? Shape.FLOW : event.isFlow() ? Shape.BARE : Shape.BLOCK;
        int open = bracket ? end(event) - 1 : entries.getFirst().start();
        int end = bracket ? end(next) : entries.getLast().end();
        return new Span.Mapping(start(event), open, end, shape, marked(event), entries);
    }

    private Span.Entry entry(Event key) {
        if (!(key instanceof ScalarEvent scalar)) {
            throw new ByHandException("A key in this document is no plain text: edit the document by hand.");
        }
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        boolean merge = plain && scalar.getValue().equals("<<");
        String name = plain && scalar.getTag().isEmpty()
                ? Scalars.plain(scalar.getValue()).orElseThrow().asText()
                : scalar.getValue();
        return new Span.Entry(start(key), end(key), name, merge, value(events.next()));
    }

    private Span sequence(CollectionStartEvent event) {
        var items = new ArrayList<Span>();
        Event next = events.next();
        for (; next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(value(next));
        }
        if (event.isFlow()) {
            return new Span.Sequence(start(event), end(event) - 1, end(next), Shape.FLOW, marked(event), items);
        }
        // Of a sequence that is not indented below its key, the parser marks the end of the first dash.
        int dash = lines.is(end(event), '-') ? end(event) : end(event) - 1;
        int end = Math.max(items.getLast().end(), dash + 1);
        return new Span.Sequence(start(event), dash, end, Shape.BLOCK, marked(event), items);
    }

    private static boolean marked(CollectionStartEvent event) {
        return event.getAnchor().isPresent() || event.getTag().isPresent();
    }

    private int start(Event event) {
        return at(event.getStartMark());
    }

    private int end(Event event) {
        return at(event.getEndMark());
    }

    private int at(Optional<Mark> mark) {
        return offsets.ofCodePoint(mark.orElseThrow().getIndex());
    }

    /// The parser counts code points, a string counts chars.
    ///
    /// @param beyond the offsets of the code points that take two chars; mostly none
    private record Offsets(List<Integer> beyond) {
        static Offsets of(String text) {
            var beyond = new ArrayList<Integer>();
            for (int at = 0; at < text.length(); at++) {
                if (Character.isHighSurrogate(text.charAt(at))) {
                    beyond.add(at - beyond.size());
                }
            }
            return new Offsets(beyond);
        }

        int ofCodePoint(int index) {
            int low = Collections.binarySearch(beyond, index);
            return index + (low < 0 ? -low - 1 : low);
        }
    }
}
