package io.kspec.lifecycle.crd.rule.merge;

import com.fasterxml.jackson.databind.JsonNode;

/// How long a value is as compact JSON, without writing it.
final class JsonSize {
    private JsonSize() {}

    /// In bytes, give or take what is escaped or not ASCII.
    static long of(JsonNode value) {
        if (value.isObject()) {
            long size = 2;
            for (var field : value.properties()) {
                size += field.getKey().length() + 4L + of(field.getValue());
            }
            return size;
        }
        if (value.isArray()) {
            long size = 2;
            for (JsonNode item : value) {
                size += 1 + of(item);
            }
            return size;
        }
        return value.isTextual()
                ? value.textValue().length() + 2L
                : value.asText().length();
    }
}
