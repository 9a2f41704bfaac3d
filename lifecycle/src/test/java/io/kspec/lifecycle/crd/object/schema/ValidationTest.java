package io.kspec.lifecycle.crd.object.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.crd.object.Json;
import io.kspec.lifecycle.crd.object.schema.SchemaError.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValidationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: integer}                              | '5'            |",
                "{type: integer}                              | '5.0'          |",
                "{type: integer}                              | '5.5'          | WRONG_TYPE",
                "{type: string}                               | '5'            | WRONG_TYPE",
                "{type: string, nullable: true}               | 'null'         |",
                "{type: string, enum: [a, b]}                 | 'c'            | NOT_SUPPORTED",
                "{type: string, maxLength: 2}                 | 'äöü'          | TOO_LONG",
                "{type: string, maxLength: 3}                 | 'äöü'          |",
                "{type: string, pattern: '^a+$'}              | 'ab'           | INVALID",
                "{type: string, pattern: 'a'}                 | 'bab'          |",
                "{type: string, format: ipv4}                 | '1.2.3'        | WRONG_TYPE",
                "{type: string, format: unheard-of}           | '1.2.3'        |",
                "{type: integer, maximum: 5}                  | '6'            | INVALID",
                "{type: integer, maximum: 5, exclusiveMaximum: true} | '5'     | INVALID",
                "{type: integer, multipleOf: 5}               | '7'            | INVALID",
                "{type: number, multipleOf: 0.5}              | '1.5'          |",
                "{type: array, maxItems: 1, items: {type: string}} | '[a, b]'  | TOO_MANY",
                "{type: array, minItems: 1, items: {type: string}} | '[]'      | INVALID",
                "{type: object, maxProperties: 1, additionalProperties: {type: string}} | '{a: x, b: y}' | TOO_MANY",
                "{x-kubernetes-int-or-string: true}           | '5'            |",
                "{x-kubernetes-int-or-string: true}           | 'http'         |",
                "{x-kubernetes-int-or-string: true}           | 'true'         | WRONG_TYPE",
                "{type: object, not: {required: [a]}, additionalProperties: {type: string}} | '{a: x}' | INVALID",
                "{type: string, x-kubernetes-validations: [{rule: 'self != \"a\"'}]} | 'a' | INVALID",
            })
    void aValueIsHeldAgainstItsSchema(String schema, String value, Kind kind) {
        Checked checked = create("{a: %s}".formatted(schema), "{a: %s}".formatted(value));

        assertThat(checked.errors())
                .extracting(SchemaError::kind)
                .containsExactlyElementsOf(kind == null ? List.of() : List.of(kind));
        assertThat(checked.errors())
                .allSatisfy(error -> assertThat(error.pointer()).isEqualTo("/spec/a"));
    }

    @Test
    void aMissingFieldIsNamed() {
        Checked checked = create("{o: {type: object, required: [b], properties: {b: {type: string}}}}", "{o: {}}");

        assertThat(checked.errors()).extracting(SchemaError::pointer).containsExactly("/spec/o/b");
    }

    @Test
    void entriesWithTheSameKeysAreDuplicates() {
        Checked checked = create("""
                {ports: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name],
                         items: {type: object, required: [name], properties: {name: {type: string}}}}}
                """, "{ports: [{name: a}, {name: b}, {name: a}]}");

        assertThat(checked.errors()).extracting(SchemaError::pointer).containsExactly("/spec/ports/2");
    }

    @Test
    void rulesAreLeftOutBehindErrorsThatHideThem() {
        Checked checked = create(
                "{a: {type: string, maxLength: 1}, b: {type: integer, x-kubernetes-validations: [{rule: self > 5}]}}",
                "{a: xx, b: 1}");

        assertThat(checked.rulesSkipped()).isTrue();
        assertThat(checked.errors()).extracting(SchemaError::pointer).containsExactly("/spec/a");
    }

    @Test
    void aRuleThatCannotBeEvaluatedHereIsUnknownAndNotAccepted() {
        Checked checked = create(
                "{a: {type: string, x-kubernetes-validations: [{rule: 'quantity(self).isInteger()'}]}}", "{a: '1'}");

        assertThat(checked.accepted()).isFalse();
        assertThat(checked.errors()).extracting(SchemaError::kind).containsExactly(Kind.UNKNOWN);
    }

    @Test
    void aRuleThatStumblesOverItsValuesIsRefused() {
        Checked checked = create(
                "{o: {type: object, properties: {a: {type: integer}}, x-kubernetes-validations: [{rule: self.a > 1}]}}",
                "{o: {}}");

        assertThat(checked.errors()).extracting(SchemaError::kind).containsExactly(Kind.INVALID);
    }

    @Test
    void messagesHoldNoValues() {
        Checked checked = create("{a: {type: string, pattern: '^x'}}", "{a: s3cret}");

        assertThat(checked.errors())
                .allSatisfy(error -> assertThat(error.message()).doesNotContain("s3cret"));
    }

    private static Checked create(String properties, String spec) {
        CompiledSchema schema = Json.schema(properties);
        return Validation.create(schema, Reading.of(schema, Json.thing(spec)).object());
    }
}
