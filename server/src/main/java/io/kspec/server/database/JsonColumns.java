package io.kspec.server.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.kspec.lifecycle.json.Json;
import java.lang.reflect.Type;
import org.jooq.JSONB;

/// Columns of JSON that this server wrote.
public final class JsonColumns {
    private JsonColumns() {}

    public static JSONB of(Object value) {
        return JSONB.valueOf(Json.write(value));
    }

    /// Throws where the column does not hold such a value; whoever may meet rows of a newer server reads by hand.
    public static <T> T read(JSONB json, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(json.data(), type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("a column holds what the server never wrote", foreign);
        }
    }

    /// As [#read(JSONB, TypeReference)].
    public static <T> T read(JSONB json, Class<T> type) {
        return type.cast(read(json, new TypeReference<Object>() {
            @Override
            public Type getType() {
                return type;
            }
        }));
    }
}
