package io.kspec.lifecycle.crd.object.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.crd.object.Json;
import org.junit.jupiter.api.Test;

final class DefaultingTest {
    @Test
    void whatIsMissingIsFilledInAlsoBelowADefault() {
        var filled = Defaulting.fill(
                Json.schema("{port: {type: object, default: {}, properties: {number: {type: integer, default: 80}}}}"),
                Json.thing("{}"));

        assertThat(filled.object().path("spec")).isEqualTo(Json.of("{port: {number: 80}}"));
        assertThat(filled.filled()).containsExactly("/spec/port", "/spec/port/number");
    }

    @Test
    void whatIsThereStays() {
        var filled = Defaulting.fill(Json.schema("{a: {type: integer, default: 1}}"), Json.thing("{a: 5}"));

        assertThat(filled.object().path("spec")).isEqualTo(Json.of("{a: 5}"));
        assertThat(filled.filled()).isEmpty();
    }

    @Test
    void aNullThatMayNotBeIsDroppedOrReplaced() {
        var filled = Defaulting.fill(
                Json.schema(
                        "{a: {type: string}, b: {type: string, default: x}, c: {type: string, nullable: true, default: x}}"),
                Json.thing("{a: null, b: null, c: null}"));

        assertThat(filled.object().path("spec")).isEqualTo(Json.of("{b: x, c: null}"));
        assertThat(filled.dropped()).containsExactly("/spec/a");
        assertThat(filled.filled()).containsExactly("/spec/b");
    }

    @Test
    void entriesOfListsAndMapsAreFilledIn() {
        var filled = Defaulting.fill(Json.schema("""
                        {list: {type: array, items: {type: object, properties: {a: {type: string, default: x}}}},
                         map: {type: object, additionalProperties: {type: string, default: y}}}
                        """), Json.thing("{list: [{}, {a: z}], map: {k: null}}"));

        assertThat(filled.object().path("spec")).isEqualTo(Json.of("{list: [{a: x}, {a: z}], map: {k: y}}"));
    }

    @Test
    void aNullInAListStays() {
        var filled = Defaulting.fill(
                Json.schema("{list: {type: array, items: {type: string}}}"), Json.thing("{list: [null, a]}"));

        assertThat(filled.object().path("spec")).isEqualTo(Json.of("{list: [null, a]}"));
    }
}
