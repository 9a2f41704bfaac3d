package io.kspec.kube.customresource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.managed.Widgets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoredKindTest {
    @Test
    void theStoredVersionIsReadWhenItIsServed() {
        ObjectNode definition = of("v1", "v2");
        definition.withObject("/spec/versions/0").put("storage", true);
        assertThat(StoredKind.of(definition).orElseThrow())
                .isEqualTo(new StoredKind("one.example.org", "v1", "Widget", "widgets", true, false));
    }

    @Test
    void ofVersionsThatAreNotStoredTheMostPreferredIsRead() {
        assertThat(StoredKind.of(of("v1beta2", "v2", "v10", "v11alpha1", "zeta"))
                        .orElseThrow())
                .satisfies(kind -> {
                    assertThat(kind.version()).isEqualTo("v10");
                    assertThat(kind.converted()).isTrue();
                });
        assertThat(StoredKind.of(of("zeta", "alpha")).orElseThrow().version()).isEqualTo("alpha");
        assertThat(StoredKind.of(of("v1alpha1", "v1beta1", "v1beta2"))
                        .orElseThrow()
                        .version())
                .isEqualTo("v1beta2");
    }

    @Test
    void objectsOfSeveralStoredVersionsAreConverted() {
        ObjectNode definition = of("v1");
        definition.withObject("/spec/versions/0").put("storage", true);
        definition.withObject("/status").putArray("storedVersions").add("v0").add("v1");
        assertThat(StoredKind.of(definition).orElseThrow().converted()).isTrue();
    }

    @Test
    void aDefinitionThatServesNothingHasNoVersionToRead() {
        ObjectNode definition = of("v1");
        definition.withObject("/spec/versions/0").put("served", false).put("storage", true);
        assertThat(StoredKind.of(definition)).isEmpty();
    }

    private static ObjectNode of(String... versions) {
        ObjectNode definition = new Widgets("one.example.org").definition(Map.of());
        var list = definition.withObject("/spec").putArray("versions");
        for (String version : versions) {
            list.add(Widgets.version(version, false, Map.of()));
        }
        return definition;
    }
}
