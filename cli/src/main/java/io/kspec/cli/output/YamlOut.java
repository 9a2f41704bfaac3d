package io.kspec.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/// Writes objects as YAML that Kubernetes reads as the same objects, and that people can read as well: plain where
/// that is safe, a block where quotes would have to be doubled, quotes for the rest. The same objects give the same
/// text.
public final class YamlOut {
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setSplitLines(false)
            .setMaxSimpleKeyLength(1024)
            .build();

    /// What begins like this is no number, date or marker; the emitter itself sees to colons and hashes within.
    private static final Pattern SAFE = Pattern.compile("[A-Za-z/][^\\p{Cntrl}]*");

    /// Words that some reader of YAML takes for something else than text.
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private static final int LONGEST_QUOTED = 80;

    private YamlOut() {}

    /// Documents divided by `---`.
    public static String text(List<? extends JsonNode> objects) {
        return objects.stream().map(YamlOut::text).collect(Collectors.joining("---\n"));
    }

    /// One document, ending with a line break.
    public static String text(JsonNode object) {
        var events = new ArrayList<Event>();
        events.add(new StreamStartEvent());
        events.add(new DocumentStartEvent(false, Optional.empty(), Map.of()));
        value(object, events);
        events.add(new DocumentEndEvent(false));
        events.add(new StreamEndEvent());
        return new Present(SETTINGS).emitToString(events.iterator());
    }

    private static void value(JsonNode json, List<Event> events) {
        if (json.isObject()) {
            FlowStyle style = json.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
            events.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
            json.properties().forEach(field -> {
                events.add(scalar(field.getKey(), style(field.getKey(), false)));
                value(field.getValue(), events);
            });
            events.add(new MappingEndEvent());
        } else if (json.isArray()) {
            FlowStyle style = json.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
            events.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
            json.forEach(item -> value(item, events));
            events.add(new SequenceEndEvent());
        } else {
            events.add(scalar(json.asText(), json.isTextual() ? style(json.asText(), true) : ScalarStyle.PLAIN));
        }
    }

    private static ScalarStyle style(String text, boolean blocks) {
        if (SAFE.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            return ScalarStyle.PLAIN;
        }
        boolean awkward = text.length() > LONGEST_QUOTED || text.contains("'") || text.contains("\n");
        return blocks && awkward ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
    }

    private static Event scalar(String text, ScalarStyle style) {
        return new ScalarEvent(Optional.empty(), Optional.empty(), new ImplicitTuple(true, true), text, style);
    }
}
