package io.kspec.lifecycle.crd.object.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.object.Json;
import org.junit.jupiter.api.Test;

final class PruningTest {
    @Test
    void whatNobodyDeclaredGoesAndIsNamed() {
        var pruned = Pruning.prune(
                Json.schema(
                        "{a: {type: string}, list: {type: array, items: {type: object, properties: {x: {type: string}}}}}"),
                Json.thing("{a: x, b: y, list: [{x: '1', y: '2'}, {y: '3'}]}"));

        assertThat(pruned.object().path("spec")).isEqualTo(Json.of("{a: x, list: [{x: '1'}, {}]}"));
        assertThat(pruned.lost()).containsExactly("/spec/b", "/spec/list/0/y", "/spec/list/1/y");
    }

    @Test
    void theEnvelopeStaysUndeclared() {
        var pruned = Pruning.prune(Json.schema("{}"), Json.thing("{}"));

        assertThat(pruned.object().has("apiVersion")).isTrue();
        assertThat(pruned.object().path("metadata").path("uid").asText()).isEqualTo("u1");
        assertThat(pruned.lost()).isEmpty();
    }

    @Test
    void theObjectGivenIsLeftAsItIs() {
        ObjectNode given = Json.thing("{b: y}");
        Pruning.prune(Json.schema("{}"), given);

        assertThat(given).isEqualTo(Json.thing("{b: y}"));
    }

    @Test
    void unknownFieldsStayWhereTheyArePreservedAndDeclaredOnesAreLookedInto() {
        var pruned = Pruning.prune(Json.schema("""
                        {open: {type: object, x-kubernetes-preserve-unknown-fields: true,
                                properties: {known: {type: object, properties: {p: {type: string}}}}}}
                        """), Json.thing("{open: {any: {thing: 1}, known: {p: a, q: b}}}"));

        assertThat(pruned.object().path("spec")).isEqualTo(Json.of("{open: {any: {thing: 1}, known: {p: a}}}"));
        assertThat(pruned.lost()).containsExactly("/spec/open/known/q");
    }

    @Test
    void valuesOfMapsArePruned() {
        var pruned = Pruning.prune(
                Json.schema(
                        "{map: {type: object, additionalProperties: {type: object, properties: {a: {type: string}}}}}"),
                Json.thing("{map: {k/1: {a: x, b: y}}}"));

        assertThat(pruned.lost()).containsExactly("/spec/map/k~11/b");
    }

    @Test
    void theKeysOfAnObjectUnderAScalarTypeGo() {
        var pruned = Pruning.prune(Json.schema("{a: {type: string}}"), Json.thing("{a: {x: 1}}"));

        assertThat(pruned.object().path("spec")).isEqualTo(Json.of("{a: {}}"));
        assertThat(pruned.lost()).containsExactly("/spec/a/x");
    }

    @Test
    void branchesDeclareNothing() {
        var pruned = Pruning.prune(
                Json.schema("{a: {type: object, anyOf: [{properties: {x: {type: string}}}]}}"),
                Json.thing("{a: {x: y}}"));

        assertThat(pruned.lost()).containsExactly("/spec/a/x");
    }

    @Test
    void metadataOfAnEmbeddedResourceKeepsWhatKubernetesKnows() {
        var pruned = Pruning.prune(
                Json.schema("{t: {type: object, x-kubernetes-embedded-resource: true}}"),
                Json.thing("{t: {apiVersion: v1, kind: Pod, metadata: {name: a, other: b, labels: 5}, spec: {}}}"));

        assertThat(pruned.object().path("spec"))
                .isEqualTo(Json.of("{t: {apiVersion: v1, kind: Pod, metadata: {name: a}}}"));
        assertThat(pruned.lost()).containsExactly("/spec/t/spec", "/spec/t/metadata/other", "/spec/t/metadata/labels");
    }
}
