package io.kspec.server.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/// Keeps nulls out of what endpoints read: a body that is missing, or `null`, is read as `{}`, so that its fields are
/// demanded by name, and a `null` within a list or a map is refused as every other unreadable value.
@Provider
@Singleton
public final class Bodies implements ReaderInterceptor {
    private final ObjectMapper json;

    @Inject
    Bodies(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        return body == null && context.getType().isRecord() ? json.readValue("{}", context.getType()) : body;
    }

    /// Free values such as those of a Helm chart may hold nulls: they are read as trees, which this leaves alone.
    @Singleton
    public static final class NoNullsWithin implements ObjectMapperCustomizer {
        @Override
        public void customize(ObjectMapper mapper) {
            mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        }
    }
}
