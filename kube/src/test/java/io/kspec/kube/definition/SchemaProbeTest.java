package io.kspec.kube.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.managed.Widgets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SchemaProbeTest {
    private static final Widgets WIDGETS = new Widgets("probe.example.org");
    private static final ObjectNode SMALL = WIDGETS.definition(Map.of("size", "integer"));
    private static final ObjectNode LARGE = WIDGETS.definition(Map.of("size", "integer", "note", "string"));

    @Test
    void aFieldThatCameIsKnownAndOneThatWentIsNot() {
        assertThat(SchemaProbe.between(SMALL, LARGE))
                .containsExactly(new SchemaProbe("v1", List.of("spec", "note"), true));
        assertThat(SchemaProbe.between(LARGE, SMALL))
                .containsExactly(new SchemaProbe("v1", List.of("spec", "note"), false));
    }

    @Test
    void withoutADifferenceThereIsNothingToAsk() {
        assertThat(SchemaProbe.between(SMALL, SMALL)).isEmpty();
        assertThat(SchemaProbe.between(Widgets.json("{}"), LARGE)).isEmpty();
    }

    @Test
    void aPlaceThatKeepsUnknownFieldsShowsNothing() {
        ObjectNode keeping = SMALL.deepCopy();
        keeping.withObject("/spec/versions/0/schema/openAPIV3Schema/properties/spec")
                .put("x-kubernetes-preserve-unknown-fields", true);
        assertThat(SchemaProbe.between(keeping, LARGE)).isEmpty();
    }

    @Test
    void aFieldOfAnItemIsAskedForInAList() {
        ObjectNode before = listOf("{\"name\": {\"type\": \"string\"}}");
        ObjectNode after = listOf("{\"name\": {\"type\": \"string\"}, \"port\": {\"type\": \"integer\"}}");
        SchemaProbe probe = SchemaProbe.between(before, after).getFirst();
        assertThat(probe.spelled()).isEqualTo("spec.ports[0].port");
        assertThat(probe.object("probe.example.org/v1", "Widget")
                        .at("/spec/ports/0")
                        .toString())
                .isEqualTo("{\"port\":null}");
    }

    private static ObjectNode listOf(String properties) {
        ObjectNode definition = SMALL.deepCopy();
        definition
                .withObject("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties")
                .set("ports", Widgets.json("""
                        {"type": "array", "items": {"type": "object", "properties": %s}}
                        """.formatted(properties)));
        return definition;
    }
}
