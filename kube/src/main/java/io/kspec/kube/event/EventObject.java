package io.kspec.kube.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// `events.k8s.io/v1` as JSON. Pure but for the name, which must not repeat.
final class EventObject {
    /// In bytes: the API server counts those.
    private static final int LONGEST_NOTE = 1024;

    private static final String MORE = "…";
    private static final int LONGEST_NAME = 200;
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private EventObject() {}

    /// Events about cluster-scoped objects live in namespace `default`: the API server asks for it.
    static ObjectNode of(Regarding object, Occurrence what, String instance, Instant now) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("apiVersion", "events.k8s.io/v1").put("kind", "Event");
        event.putObject("metadata")
                .put("name", name(object.name()))
                .put("namespace", object.namespace().isEmpty() ? "default" : object.namespace());
        event.put("eventTime", MICROS.format(now.truncatedTo(ChronoUnit.MICROS)));
        event.put("reportingController", "kspec.io/operator");
        event.put("reportingInstance", instance);
        event.put("action", what.action());
        event.put("reason", what.reason());
        event.put("type", what.kind().word());
        event.put("note", cut(what.note()));
        ObjectNode regarding = event.putObject("regarding");
        regarding.put("apiVersion", object.apiVersion()).put("kind", object.kind());
        if (!object.namespace().isEmpty()) {
            regarding.put("namespace", object.namespace());
        }
        regarding.put("name", object.name());
        if (!object.uid().isEmpty()) {
            regarding.put("uid", object.uid());
        }
        return event;
    }

    /// The same once more: a series, with its count and its last time.
    static ObjectNode again(ObjectNode stored, int count, Instant now) {
        ObjectNode event = stored.deepCopy();
        event.putObject("series")
                .put("count", count)
                .put("lastObservedTime", MICROS.format(now.truncatedTo(ChronoUnit.MICROS)));
        return event;
    }

    private static String name(String object) {
        String start = object.length() <= LONGEST_NAME ? object : object.substring(0, LONGEST_NAME);
        return start + "." + UUID.randomUUID().toString().substring(0, 13).replace("-", "");
    }

    private static String cut(String note) {
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_NOTE) {
            return note;
        }
        int end = LONGEST_NOTE - MORE.getBytes(StandardCharsets.UTF_8).length;
        while ((bytes[end] & 0xC0) == 0x80) { // inside a character
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + MORE;
    }
}
