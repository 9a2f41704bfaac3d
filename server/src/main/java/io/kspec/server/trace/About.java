package io.kspec.server.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.EnumMap;
import java.util.Map;

/// What one act is about.
public record About(Map<Fact, String> facts) {
    /// Nothing that is known.
    public static final About NOTHING = new About(Map.of());

    public About {
        facts = Map.copyOf(facts);
    }

    /// The same, and this.
    public About with(Fact fact, String value) {
        EnumMap<Fact, String> more = new EnumMap<>(Fact.class);
        more.putAll(facts);
        more.put(fact, value);
        return new About(more);
    }

    Attributes attributes() {
        AttributesBuilder attributes = Attributes.builder();
        facts.forEach((fact, value) -> attributes.put(fact.attribute(), value));
        return attributes.build();
    }
}
