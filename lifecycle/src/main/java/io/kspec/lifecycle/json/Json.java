package io.kspec.lifecycle.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/// The stored form of this module's records: instants and durations as ISO 8601, `kind` on sealed types, properties
/// and keys of maps in the order of their names, so that equal records are equal text.
///
/// Fields it does not know are ignored, so that an older program can read what a newer one of the same schema
/// wrote.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    private Json() {}

    /// Reads and writes every record of this module.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// A record as text.
    public static String write(Object of) {
        try {
            return MAPPER.writeValueAsString(of);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("%s cannot be written".formatted(of.getClass()), impossible);
        }
    }
}
