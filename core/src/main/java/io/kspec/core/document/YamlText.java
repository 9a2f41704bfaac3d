package io.kspec.core.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML document from the parser's events: nothing is built that the limits have not passed.
final class YamlText {
    private static final String TAGS = "tag:yaml.org,2002:";
    private static final int SMALLEST_BUFFER = 1024;
    private static final int LARGEST_BUFFER = 1024 * 1024;
    private static final Position NOWHERE = Position.START;

    private final int firstLine;
    private final Limits limits = new Limits();
    private final Map<Anchor, Tree> anchors = new HashMap<>();
    private final Iterator<Event> events;

    private YamlText(String text, int firstLine) {
        this.firstLine = firstLine;
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setParseComments(false)
                // The parser copies its buffer once for every refill that a long scalar needs.
                .setBufferSize(Math.clamp(text.length(), SMALLEST_BUFFER, LARGEST_BUFFER))
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /// The document's value; empty when there is nothing but blanks and comments.
    ///
    /// @param firstLine the line of the source at which `text` begins
    static Optional<Tree> read(String text, int firstLine) {
        var yaml = new YamlText(text, firstLine);
        try {
            return yaml.document();
        } catch (MarkedYamlEngineException broken) {
            Position at = broken.getProblemMark().map(yaml::position).orElse(new Position(firstLine, 1));
            throw new DocumentBrokenException(at, "this is no YAML: " + sentence(broken), remedy(text));
        } catch (ReaderException broken) {
            throw new DocumentBrokenException(
                    yaml.unprintable(text, broken.getCodePoint()),
                    "the character U+%04X may not stand in YAML".formatted(broken.getCodePoint()),
                    "Remove it, or write it as an escape in double quotes.");
        } catch (YamlEngineException broken) {
            throw new DocumentBrokenException(
                    new Position(firstLine, 1), "this is no YAML: " + broken.getMessage(), remedy(text));
        }
    }

    private Optional<Tree> document() {
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent) {
                return Optional.of(value(event, 0));
            }
        }
        return Optional.empty();
    }

    private Tree value(Event event, int depth) {
        Position at = start(event);
        limits.enter(depth, at);
        if (event instanceof AliasEvent alias) {
            return alias(alias, at);
        }
        limits.count(1, at);
        Tree value =
                switch (event) {
                    case ScalarEvent scalar -> leaf(scalar(scalar, at), at);
                    case SequenceStartEvent _ -> items(at, depth);
                    case MappingStartEvent _ -> fields(at, depth);
                    default -> throw new IllegalStateException("no value: " + event);
                };
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, value));
        return value;
    }

    private Tree alias(AliasEvent alias, Position at) {
        Anchor name = alias.getAlias();
        Tree anchored = anchors.get(name);
        if (anchored == null) {
            throw new DocumentBrokenException(
                    at,
                    "the alias *%s stands for nothing that is complete before it".formatted(name),
                    "Write &%s in front of the value it stands for, further up.".formatted(name));
        }
        limits.count(anchored.place().size(), at);
        return new Tree(anchored.json(), anchored.place().aliasedAt(at));
    }

    private Tree items(Position at, int depth) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        var places = new ArrayList<Place>();
        int size = 1;
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            Tree item = value(next, depth + 1);
            json.add(item.json());
            places.add(item.place());
            size += item.place().size();
        }
        return new Tree(json, new Place(at, at, Map.of(), places, size));
    }

    private Tree fields(Position at, int depth) {
        var fields = new Fields();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            Position key = start(next);
            if (isMerge(next)) {
                merge(fields, value(events.next(), depth + 1), key);
                continue;
            }
            String name = name(value(next, depth + 1), key);
            fields.claim(name, key);
            fields.put(name, key, value(events.next(), depth + 1));
        }
        return fields.at(at);
    }

    private static boolean isMerge(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.getValue().equals("<<")
                && scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    private static void merge(Fields fields, Tree value, Position key) {
        if (value.json().isObject()) {
            fields.merge(value);
            return;
        }
        boolean ofObjects = value.json().isArray() && value.json().valueStream().allMatch(JsonNode::isObject);
        if (!ofObjects) {
            throw new DocumentBrokenException(
                    key, "<< merges an object or a list of objects, and here is neither", "Write << : *name.");
        }
        // The first of several wins, so it is written last.
        for (int index = value.json().size() - 1; index >= 0; index--) {
            fields.merge(
                    new Tree(value.json().path(index), value.place().items().get(index)));
        }
    }

    private static String name(Tree key, Position at) {
        JsonNode json = key.json();
        if (!json.isValueNode() || json.isNull()) {
            throw new DocumentBrokenException(
                    at,
                    "a key must be text, and this one is not",
                    "Put it in quotes; if it is a template, render it first.");
        }
        return json.asText();
    }

    private JsonNode scalar(ScalarEvent scalar, Position at) {
        String tag = scalar.getTag().orElse("");
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        return switch (tag) {
            case "" -> plain ? plain(scalar.getValue(), at) : Scalars.text(scalar.getValue());
            case TAGS + "bool", TAGS + "int", TAGS + "float", TAGS + "null" -> plain(scalar.getValue(), at);
            case TAGS + "binary" ->
                throw new DocumentBrokenException(
                        at, "!!binary is not read", "Write the text itself, or its base64 form without the tag.");
            default -> Scalars.text(scalar.getValue());
        };
    }

    private static JsonNode plain(String text, Position at) {
        return Scalars.plain(text)
                .orElseThrow(() -> new DocumentBrokenException(
                        at, "%s is a number that no Kubernetes field can hold".formatted(text), "Put it in quotes."));
    }

    private static Tree leaf(JsonNode json, Position at) {
        return new Tree(json, new Place(at, at, Map.of(), List.of(), 1));
    }

    private Position start(Event event) {
        return event.getStartMark().map(this::position).orElse(NOWHERE);
    }

    private Position position(Mark mark) {
        return new Position(firstLine + mark.getLine(), mark.getColumn() + 1);
    }

    private Position unprintable(String text, int codePoint) {
        int index = Math.max(0, text.indexOf(codePoint));
        String before = text.substring(0, index);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new Position(firstLine + line, index - before.lastIndexOf('\n'));
    }

    private static String sentence(MarkedYamlEngineException broken) {
        String problem = broken.getProblem().strip();
        String context = broken.getContext() == null ? "" : broken.getContext().strip();
        return context.isEmpty() ? problem : "%s, %s".formatted(context, problem);
    }

    private static String remedy(String text) {
        return Section.looksLikeTemplate(text)
                ? Section.RENDER_FIRST
                : "Correct the line, or the indentation around it.";
    }
}
