package io.kspec.lifecycle.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.object.Json;
import org.junit.jupiter.api.Test;

final class CanonicalHashTest {
    @Test
    void theOrderOfKeysAndTheSpellingOfNumbersDoNotCount() {
        assertThat(CanonicalHash.of(Json.of("{a: 1, b: [1.50, 1e2]}")))
                .isEqualTo(CanonicalHash.of(Json.of("{b: [1.5, 100], a: 1.0}")))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void typesOrderOfListsAndEmptyMapsCount() {
        assertThat(CanonicalHash.of(Json.of("{a: 1}"))).isNotEqualTo(CanonicalHash.of(Json.of("{a: '1'}")));
        assertThat(CanonicalHash.of(Json.of("[1, 2]"))).isNotEqualTo(CanonicalHash.of(Json.of("[2, 1]")));
        assertThat(CanonicalHash.of(Json.of("{a: {}}"))).isNotEqualTo(CanonicalHash.of(Json.of("{}")));
        assertThat(CanonicalHash.of(Json.of("[a, b]"))).isNotEqualTo(CanonicalHash.of(Json.of("['a\",\"b']")));
        assertThat(CanonicalHash.of(Json.of("{a: null}"))).isNotEqualTo(CanonicalHash.of(Json.of("{a: 'null'}")));
    }

    @Test
    void theWholeLeavesOutStatusAndWhatTheServerCounts() {
        ObjectNode object = Json.thing("{a: 1}");
        ObjectNode later = object.deepCopy();
        later.withObject("/metadata")
                .put("resourceVersion", "9")
                .put("generation", 3)
                .putArray("managedFields");
        later.withObject("/status").put("phase", "Ready");

        assertThat(CanonicalHash.ofWhole(later)).isEqualTo(CanonicalHash.ofWhole(object));
        later.withObject("/metadata/labels").put("a", "b");
        assertThat(CanonicalHash.ofWhole(later)).isNotEqualTo(CanonicalHash.ofWhole(object));
        assertThat(CanonicalHash.ofSpec(later)).isEqualTo(CanonicalHash.ofSpec(object));
    }
}
