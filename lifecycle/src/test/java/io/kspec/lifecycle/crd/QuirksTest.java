package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where other checkers are known to be wrong or silent, and kspec is not.
final class QuirksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            type: object, properties: {b: {type: object, properties: {c: {type: string}}}} | type: object | field-removed spec.a.b loss/ok
            type: string, anyOf: [{pattern: x}, {minLength: 2}] | type: string, anyOf: [{minLength: 2}, {pattern: x}] | quantifier-reordered spec.a ok/ok
            type: string, enum: [x] | type: string | enum-removed spec.a warn/break
            type: object, properties: {b: {type: string, default: x}} | type: object, properties: {b: {type: string, default: x}}, required: [b] | required-added-with-default spec.a.b warn/warn
            type: object, additionalProperties: {type: object, properties: {b: {type: string}}} | type: object, additionalProperties: {type: object, properties: {b: {type: string}, c: {type: string}}} | field-added-optional spec.a{}.c ok/loss
            type: array, items: {type: string} | type: array, items: {type: string}, minItems: 0 |
            type: integer | type: number | type-widened spec.a warn/break
            """)
    void oneDifferenceIsOneFindingThatNamesItsDirection(String before, String after, String findings) {
        assertThat(Crds.betweenNodes(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @Test
    void aNameWithADotIsNotAPath() {
        assertThat(Crds.between(
                        "'a.b': {type: string}, a: {type: object, properties: {b: {type: string}}}",
                        "a: {type: object, properties: {b: {type: string}}}"))
                .containsExactly("field-removed spec['a.b'] loss/ok");
    }

    @Test
    void fieldsThatAreNewAreLookedAt() {
        assertThat(Crds.between("a: {type: string}", "a: {type: string}, b: {type: string, default: 3}"))
                .containsExactlyInAnyOrder(
                        "field-added-with-default spec.b warn/loss", "default-invalid spec.b reject/reject");
    }

    @Test
    void twoDifferentDefinitionsAreNotComparedInSilence() {
        Crd other = Crds.crd("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: gadgets.example.com}
                spec:
                  group: example.com
                  scope: Cluster
                  names: {plural: gadgets, kind: Gadget}
                  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
                """);
        assertThat(Crds.compare(Crds.withProperties("a: {type: string}"), other).verdict())
                .isEqualTo(Severity.REJECT);
    }
}
