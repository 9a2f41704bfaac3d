package io.kspec.lifecycle.crd.object.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.crd.object.Json;
import org.junit.jupiter.api.Test;

final class RatchetingTest {
    private static final String REQUIRED =
            "{o: {type: object, required: [b], properties: {a: {type: string}, b: {type: string}}}, c: {type: string}}";

    @Test
    void aRequiredFieldIsForgivenWhileItsParentStaysAsItWas() {
        assertThat(update(REQUIRED, "{o: {a: x}, c: y}", "{o: {a: x}, c: z}").accepted())
                .isTrue();
        assertThat(update(REQUIRED, "{o: {a: x}, c: y}", "{o: {a: z}, c: y}").errors())
                .extracting(SchemaError::pointer)
                .containsExactly("/spec/o/b");
    }

    @Test
    void belowOneThirtyNothingIsForgiven() {
        CompiledSchema schema = Json.schema(REQUIRED);
        var old = Json.thing("{o: {a: x}}");

        assertThat(Validation.update(schema, old, old, Ratcheting.ofMinor(29)).accepted())
                .isFalse();
        assertThat(Validation.update(schema, old, old, Ratcheting.ofMinor(30)).accepted())
                .isTrue();
    }

    @Test
    void aBranchIsForgivenOnlyWhereItsNodeStaysAsItWas() {
        String schema = "{o: {type: object, properties: {a: {type: string}, b: {type: string}}, "
                + "allOf: [{properties: {a: {maxLength: 1}}}]}, c: {type: string}}";

        assertThat(update(schema, "{o: {a: xx}, c: y}", "{o: {a: xx}, c: z}").accepted())
                .isTrue();
        assertThat(update(schema, "{o: {a: xx}}", "{o: {a: xx, b: new}}").accepted())
                .isFalse();
    }

    @Test
    void entriesAreForgivenInMapsOnly() {
        String item =
                "items: {type: object, required: [n], properties: {n: {type: string}, v: {type: integer, maximum: 5}}}";
        String map =
                "{l: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [n], %s}}".formatted(item);
        String atomic = "{l: {type: array, %s}}".formatted(item);
        String old = "{l: [{n: a, v: 9}]}";
        String now = "{l: [{n: b, v: 1}, {n: a, v: 9}]}";

        assertThat(update(map, old, now).accepted()).isTrue();
        assertThat(update(atomic, old, now).errors())
                .extracting(SchemaError::pointer)
                .containsExactly("/spec/l/1/v");
    }

    @Test
    void duplicatesAreForgivenWhereTheyWereBefore() {
        String set = "{l: {type: array, x-kubernetes-list-type: set, items: {type: string}}}";

        assertThat(update(set, "{l: [a, a]}", "{l: [a, a, b, b]}").accepted()).isTrue();
        assertThat(update(set, "{l: [a]}", "{l: [a, a]}").accepted()).isFalse();
    }

    @Test
    void aRuleAtTheRootIsNeverForgivenAndOneOnALeafIsWhileTheLeafStays() {
        var declared = Json.declared(
                "{a: {type: string, x-kubernetes-validations: [{rule: 'self != \"x\"'}]}, b: {type: string}}");
        CompiledSchema leaf = CompiledSchema.of(declared);
        declared.withArray("/x-kubernetes-validations").addObject().put("rule", "self.spec.a != 'x'");
        CompiledSchema root = CompiledSchema.of(declared);
        var old = Json.thing("{a: x, b: y}");

        assertThat(Validation.update(leaf, old, Json.thing("{a: x, b: z}"), Ratcheting.ON)
                        .accepted())
                .isTrue();
        assertThat(Validation.update(root, old, old, Ratcheting.ON).errors())
                .extracting(SchemaError::pointer)
                .containsExactly("");
    }

    @Test
    void aRuleThatComparesIsAskedOnlyWhereThereWasAValueAndIsNeverForgiven() {
        String schema = "{a: {type: string, x-kubernetes-validations: [{rule: self == oldSelf}]}}";

        assertThat(update(schema, "{}", "{a: x}").accepted()).isTrue();
        assertThat(update(schema, "{a: x}", "{a: y}").accepted()).isFalse();
    }

    private static Checked update(String properties, String old, String now) {
        return Validation.update(Json.schema(properties), Json.thing(old), Json.thing(now), Ratcheting.ON);
    }
}
