package io.kspec.cli.server.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One value at one place of a tree: `image.tag=v1`. A dot that belongs to a name is written `\.`.
///
/// @param path the names that lead there, at least one
record Setting(List<String> path, JsonNode value) {
    private static final Pattern DOT = Pattern.compile("(?<!\\\\)\\.");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    Setting {
        path = List.copyOf(path);
    }

    /// Empty when there is no name, no `=`, or an index, which only files can say.
    ///
    /// @param asText whether `true` and `1` are text too
    static Optional<Setting> read(String text, boolean asText) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            return Optional.empty();
        }
        List<String> path = Stream.of(DOT.split(text.substring(0, equals), -1))
                .map(name -> name.replace("\\.", "."))
                .toList();
        if (path.stream().anyMatch(name -> name.isBlank() || name.contains("["))) {
            return Optional.empty();
        }
        String value = text.substring(equals + 1);
        return Optional.of(new Setting(path, asText ? JsonNodeFactory.instance.textNode(value) : typed(value)));
    }

    /// As Helm reads it: truth values, null and whole numbers; all else is text.
    private static JsonNode typed(String value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value) {
            case "true" -> json.booleanNode(true);
            case "false" -> json.booleanNode(false);
            case "null" -> json.nullNode();
            default ->
                WHOLE_NUMBER.matcher(value).matches() ? json.numberNode(Long.parseLong(value)) : json.textNode(value);
        };
    }

    /// Whether it could be put there; not below a value that holds no others.
    boolean putInto(ObjectNode values) {
        ObjectNode below = values;
        for (String name : path.subList(0, path.size() - 1)) {
            JsonNode next = below.get(name);
            if (next == null || next.isNull()) {
                below = below.putObject(name);
            } else if (next instanceof ObjectNode object) {
                below = object;
            } else {
                return false;
            }
        }
        below.set(path.getLast(), value);
        return true;
    }
}
