package io.kspec.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/// Metadata as text: JSON with its names in order, so that the hash over it is stable.
final class Metadata {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Metadata() {}

    static String text(Map<String, String> metadata) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(metadata));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /// What is not such text was changed in the database; it becomes an entry that the chain does not confirm.
    static Map<String, String> of(String text) {
        try {
            return JSON.readValue(text, TEXTS);
        } catch (JsonProcessingException _) {
            return Map.of("unreadable", text);
        }
    }
}
