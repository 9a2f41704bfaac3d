package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Value constraints: rows 65 to 87 of the catalogue.
final class ValueRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            properties: {b: {type: string}} | properties: {b: {type: string}}, required: [b] | required-added spec.a.b break/ok
            properties: {b: {type: string}} | properties: {b: {type: string}, c: {type: string}}, required: [c] | required-added spec.a.c break/ok
            properties: {b: {type: string, default: x}} | properties: {b: {type: string, default: x}}, required: [b] | required-added-with-default spec.a.b warn/warn
            properties: {b: {type: string}}, default: {b: x} | properties: {b: {type: string}}, default: {b: x}, required: [b] | required-added-with-default spec.a.b warn/warn
            properties: {b: {type: string}}, required: [b] | properties: {b: {type: string}} | required-removed spec.a.b warn/break
            properties: {b: {type: string}, c: {type: string}}, required: [b, c] | properties: {b: {type: string}, c: {type: string}}, required: [c, b] |
            properties: {b: {type: string}}, required: [] | properties: {b: {type: string}} |
            properties: {b: {type: string}, c: {type: integer}}, required: [b] | properties: {c: {type: integer}} | field-removed spec.a.b loss/ok
            """)
    void requiredNamesAreJudgedByWhoSetsThem(String before, String after, String findings) {
        assertThat(Crds.betweenNodes("type: object, " + before, "type: object, " + after))
                .containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            type: string | type: string, default: x | default-added spec.a warn/warn
            type: string, default: x | type: string, default: z | default-changed spec.a break/break
            type: string, default: x | type: string | default-removed spec.a break/warn
            type: integer, default: 1 | type: integer, default: 1.0 |
            "type: object, default: {b: 1, c: 2}, x-kubernetes-preserve-unknown-fields: true" | "type: object, default: {c: 2, b: 1}, x-kubernetes-preserve-unknown-fields: true" |
            """)
    void defaultsAreComparedByValue(String before, String after, String findings) {
        assertThat(Crds.betweenNodes(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @Test
    void aDefaultThatIsGoneFromARequiredFieldRefusesClientsThatLeftItOut() {
        assertThat(Crds.betweenNodes(
                        "type: object, required: [b], properties: {b: {type: string, default: x}}",
                        "type: object, required: [b], properties: {b: {type: string}}"))
                .containsExactly("default-removed-from-required spec.a.b break/ok");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            type: string | type: string, enum: [x] | enum-added spec.a break/ok
            type: string, enum: [x, y] | type: string, enum: [x] | enum-value-removed spec.a break/warn
            type: string, enum: [x] | type: string, enum: [x, y] | enum-value-added spec.a warn/break
            type: string, enum: [x, y] | type: string, enum: [x, z] | enum-value-removed spec.a break/warn; enum-value-added spec.a warn/break
            type: string, enum: [x] | type: string | enum-removed spec.a warn/break
            type: string, enum: [x, y] | type: string, enum: [y, x] |
            type: number, enum: [1, 2] | type: number, enum: [1.0, 2] |
            type: string | type: string, pattern: a+ | pattern-added spec.a break/break
            type: string, pattern: a+ | type: string, pattern: b+ | pattern-changed spec.a break/break
            type: string, pattern: a+ | type: string | pattern-removed spec.a warn/break
            """)
    void allowedValuesAndPatternsTightenOrLoosen(String before, String after, String findings) {
        assertThat(Crds.betweenNodes(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @ParameterizedTest
    @CsvSource({
        "number, minimum, 1, 2",
        "number, maximum, 2, 1",
        "string, minLength, 1, 2",
        "string, maxLength, 2, 1",
        "object, minProperties, 1, 2",
        "object, maxProperties, 2, 1",
    })
    void everyBoundIsTightenedByOneWayAndRelaxedByTheOther(String type, String keyword, String wide, String narrow) {
        String node = "type: " + type;
        String loose = "%s, %s: %s".formatted(node, keyword, wide);
        String tight = "%s, %s: %s".formatted(node, keyword, narrow);
        assertThat(Crds.betweenNodes(loose, tight)).containsExactly("bound-added-or-tightened spec.a break/ok");
        assertThat(Crds.betweenNodes(tight, loose)).containsExactly("bound-relaxed-or-removed spec.a ok/break");
        assertThat(Crds.betweenNodes(node, tight)).containsExactly("bound-added-or-tightened spec.a break/ok");
        assertThat(Crds.betweenNodes(tight, node)).containsExactly("bound-relaxed-or-removed spec.a ok/break");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            type: string | type: string, minLength: 0 |
            type: array, items: {type: string} | type: array, items: {type: string}, minItems: 0 |
            type: array, items: {type: string} | type: array, items: {type: string}, maxItems: 3 | bound-added-or-tightened spec.a break/ok
            type: integer, maximum: 3 | type: integer, maximum: 3.0 |
            type: integer | type: integer, minimum: 0 | bound-added-or-tightened spec.a break/ok
            type: integer, maximum: 3 | type: integer, maximum: 3, exclusiveMaximum: true | exclusive-bound-changed spec.a break/ok
            type: integer, maximum: 3, exclusiveMaximum: true | type: integer, maximum: 3 | exclusive-bound-changed spec.a ok/break
            type: integer | type: integer, exclusiveMaximum: true |
            type: integer | type: integer, multipleOf: 2 | multiple-of-changed spec.a break/warn
            type: integer, multipleOf: 10 | type: integer, multipleOf: 5 | bound-relaxed-or-removed spec.a ok/break
            type: integer, multipleOf: 5 | type: integer, multipleOf: 10 | multiple-of-changed spec.a break/warn
            type: integer, multipleOf: 5 | type: integer | bound-relaxed-or-removed spec.a ok/break
            type: string, minLength: 3 | type: string, minLength: three | unknown-change spec.a break/break
            type: array, items: {type: string} | type: array, items: {type: string}, uniqueItems: true | unique-items-set spec.a reject/reject
            """)
    void aBoundThatBoundsNothingSaysNothing(String before, String after, String findings) {
        assertThat(Crds.betweenNodes(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            allOf: [{minLength: 1}] | allOf: [{minLength: 1}, {maxLength: 9}] | all-of-changed spec.a break/ok
            allOf: [{minLength: 1}, {maxLength: 9}] | allOf: [{minLength: 1}] | all-of-changed spec.a ok/break
            allOf: [{minLength: 1}] | allOf: [{minLength: 2}] | all-of-changed spec.a break/break
            nullable: false | anyOf: [{minLength: 1}] | any-of-changed spec.a break/ok
            anyOf: [{minLength: 1}, {pattern: a}] | anyOf: [{minLength: 1}] | any-of-changed spec.a break/ok
            anyOf: [{minLength: 1}] | anyOf: [{minLength: 1}, {pattern: a}] | any-of-changed spec.a ok/break
            anyOf: [{minLength: 1}] | nullable: false | any-of-changed spec.a ok/break
            oneOf: [{minLength: 1}] | oneOf: [{minLength: 1}, {pattern: a}] | one-of-changed spec.a break/break
            oneOf: [{minLength: 1}, {pattern: a}] | nullable: false | one-of-changed spec.a break/break
            nullable: false | not: {pattern: a} | not-changed spec.a break/break
            not: {pattern: a} | not: {pattern: b} | not-changed spec.a break/break
            not: {pattern: a} | nullable: false | not-changed spec.a ok/break
            anyOf: [{minLength: 1}, {pattern: a}] | anyOf: [{pattern: a}, {minLength: 1}] | quantifier-reordered spec.a ok/ok
            anyOf: [{minLength: 1, description: x}] | anyOf: [{minLength: 1}] |
            """)
    void branchesAreComparedAsSets(String before, String after, String findings) {
        assertThat(Crds.betweenNodes("type: string, " + before, "type: string, " + after))
                .containsExactlyInAnyOrder(Crds.expected(findings));
    }
}
