package io.kspec.kube.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.managed.Widgets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class PhaseATest {
    private static final Widgets WIDGETS = new Widgets("phase.example.org");
    private static final ObjectNode LIVE = with(version("v1", true, true), version("v2", true, false));
    private static final ObjectNode WANTED = with(version("v2", false, false), version("v3", true, true));

    @Test
    void noVersionGoesAndNoneIsServedLess() {
        ObjectNode phase = PhaseA.of(LIVE, WANTED, EnumSet.noneOf(Kept.class));
        assertThat(values(phase, "name")).containsExactly("v2", "v3", "v1");
        assertThat(values(phase, "served")).containsOnly("true");
        assertThat(values(phase, "storage")).containsExactly("false", "true", "false");
    }

    @Test
    void theStoredVersionStaysWhenItIsToBeKept() {
        assertThat(values(PhaseA.of(LIVE, WANTED, EnumSet.of(Kept.STORAGE_FLAG)), "storage"))
                .containsExactly("false", "false", "true");
    }

    @Test
    void theConversionStaysWhenItIsToBeKept() {
        ObjectNode converting = LIVE.deepCopy();
        converting.withObject("/spec").set("conversion", Widgets.json("{\"strategy\": \"Webhook\"}"));
        ObjectNode phase = PhaseA.of(converting, WANTED, EnumSet.of(Kept.CONVERSION));
        assertThat(phase.at("/spec/conversion/strategy").asText()).isEqualTo("Webhook");
        assertThat(PhaseA.of(converting, WANTED, EnumSet.of(Kept.STORAGE_FLAG))
                        .path("spec")
                        .has("conversion"))
                .isFalse();
    }

    @Test
    void whatIsGivenStaysAsItIs() {
        ObjectNode live = LIVE.deepCopy();
        ObjectNode wanted = WANTED.deepCopy();
        PhaseA.of(live, wanted, EnumSet.allOf(Kept.class));
        assertThat(live).isEqualTo(LIVE);
        assertThat(wanted).isEqualTo(WANTED);
    }

    private static ObjectNode version(String name, boolean served, boolean stored) {
        return Widgets.version(name, stored, Map.of()).put("served", served);
    }

    private static ObjectNode with(ObjectNode... versions) {
        ObjectNode definition = WIDGETS.definition(Map.of());
        definition.withObject("/spec").putArray("versions").addAll(List.of(versions));
        return definition;
    }

    private static List<String> values(JsonNode definition, String field) {
        return StreamSupport.stream(definition.at("/spec/versions").spliterator(), false)
                .map(version -> version.path(field).asText())
                .toList();
    }
}
