package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fields and structure: rows 40 to 64 of the catalogue.
final class FieldRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a: {type: string}, b: {type: integer} | a: {type: string} | field-removed spec.b loss/ok
            a: {type: string} | a: {type: string} |
            a: {type: object, properties: {b: {type: string}}}, c: {type: string} | c: {type: string} | field-removed spec.a loss/ok
            a: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {b: {type: string}}} | a: {type: object, x-kubernetes-preserve-unknown-fields: true} | field-removed spec.a.b break/ok
            a: {type: array, items: {type: object, properties: {b: {type: string}, c: {type: string}}}} | a: {type: array, items: {type: object, properties: {c: {type: string}}}} | field-removed spec.a[].b loss/ok
            a: {type: object, additionalProperties: {type: object, properties: {b: {type: string}}}} | a: {type: object, additionalProperties: {type: object}} | field-removed spec.a{}.b loss/ok
            "'a.b': {type: string}, c: {type: integer}" | c: {type: integer} | field-removed spec['a.b'] loss/ok
            """)
    void aRemovedFieldLosesWhatObjectsHoldUnlessTheNodeKeepsTheUndeclared(
            String before, String after, String findings) {
        assertThat(Crds.between(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            dnsName: {type: string}, x: {type: integer} | dnsNames: {type: string}, x: {type: integer} | field-rename-suspected spec.dnsName loss/loss; field-added-optional spec.dnsNames ok/loss
            dnsName: {type: string} | dnsNames: {type: integer} | field-removed spec.dnsName loss/ok; field-added-optional spec.dnsNames ok/loss
            from: {type: string, description: The sender.} | origin: {type: string, description: The sender.} | field-rename-suspected spec.from loss/loss; field-added-optional spec.origin ok/loss
            size: {type: integer} | replicas: {type: integer} | field-removed spec.size loss/ok; field-added-optional spec.replicas ok/loss
            """)
    void aRemovedFieldWithASimilarNewOneBesideItIsASuspectedRename(String before, String after, String findings) {
        assertThat(Crds.between(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a: {type: string} | a: {type: string}, b: {type: integer} | field-added-optional spec.b ok/loss
            a: {type: string} | a: {type: string}, b: {type: integer, default: 3} | field-added-with-default spec.b warn/loss
            a: {type: string} | a: {type: string}, b: {type: object, required: [c], properties: {c: {type: string}}} | field-added-optional spec.b ok/loss; field-added-required-in-new-parent spec.b.c ok/loss
            a: {type: string} | a: {type: string}, b: {type: array, items: {type: object, required: [c], properties: {c: {type: string}}}} | field-added-optional spec.b ok/loss; field-added-required-in-new-parent spec.b[].c ok/loss
            a: {type: object} | a: {type: object, additionalProperties: {type: string}} | field-added-optional spec.a{} ok/loss
            a: {type: object, x-kubernetes-preserve-unknown-fields: true} | a: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {b: {type: string}}} | unknown-change spec.a.b break/break
            """)
    void aNewFieldIsFineForwardAndPrunedOnTheWayBack(String before, String after, String findings) {
        assertThat(Crds.between(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            type: object, additionalProperties: {type: string} | type: object, properties: {b: {type: string}} | map-to-struct spec.a loss/break
            type: object, properties: {b: {type: string}} | type: object, additionalProperties: {type: string} | struct-to-map spec.a break/loss
            type: object, additionalProperties: {type: string} | type: object | map-values-dropped spec.a loss/ok
            type: object, additionalProperties: {type: string} | type: object, additionalProperties: {type: string, maxLength: 3} | bound-added-or-tightened spec.a{} break/ok
            type: object, additionalProperties: {type: string} | type: object, x-kubernetes-preserve-unknown-fields: true | unknown-fields-kept spec.a warn/loss
            type: object, x-kubernetes-preserve-unknown-fields: true, additionalProperties: {type: string} | type: object, x-kubernetes-preserve-unknown-fields: true | unknown-change spec.a break/break
            type: object, additionalProperties: true | type: object, additionalProperties: {type: string} | type-changed spec.a{} break/break
            type: object, x-kubernetes-preserve-unknown-fields: true | type: object | unknown-fields-pruned spec.a loss/ok
            type: object, x-kubernetes-preserve-unknown-fields: false | type: object |
            type: object | type: object, x-kubernetes-preserve-unknown-fields: true | unknown-fields-kept spec.a warn/loss
            type: object | type: object, x-kubernetes-embedded-resource: true | embedded-resource-added spec.a break/warn
            type: object, x-kubernetes-embedded-resource: true | type: object | embedded-resource-removed spec.a loss/break
            """)
    void whatANodeKeepsOfKeysItDoesNotNameDecidesWhatIsLost(String before, String after, String findings) {
        assertThat(Crds.betweenNodes(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            type: string | type: boolean | type-changed spec.a break/break
            type: object, properties: {b: {type: string}} | type: string | type-changed spec.a loss/break
            type: array, items: {type: object} | type: string | type-changed spec.a loss/break
            type: integer | type: number | type-widened spec.a warn/break
            type: string | x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}] | type-widened spec.a warn/break
            type: integer | x-kubernetes-int-or-string: true | type-widened spec.a warn/break
            x-kubernetes-int-or-string: true | x-kubernetes-int-or-string: true, anyOf: [{type: string}, {type: integer}] |
            type: number | type: integer | type-narrowed spec.a break/warn
            x-kubernetes-int-or-string: true | type: string | type-narrowed spec.a break/warn
            type: array, items: {type: string} | type: array, items: {type: integer} | array-item-type-changed spec.a[] break/break
            type: array, items: {type: number} | type: array, items: {type: integer} | array-item-type-changed spec.a[] break/break
            type: array, items: {type: integer} | type: array, items: {type: number} | type-widened spec.a[] warn/break
            type: array, items: {type: object, properties: {b: {type: string}}} | type: array, items: {type: string} | type-changed spec.a[] loss/break
            """)
    void aTypeIsWidenedNarrowedOrReplacedAndWhatStoodBelowIsNotToldFieldByField(
            String before, String after, String findings) {
        assertThat(Crds.betweenNodes(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            type: string | type: string, nullable: true | nullable-added spec.a warn/loss
            type: string, nullable: true | type: string | nullable-removed spec.a loss/ok
            type: string, nullable: false | type: string |
            type: string | type: string, format: uuid | format-added spec.a break/warn
            type: string, format: uuid | type: string, format: ipv4 | format-changed spec.a break/warn
            type: string, format: uuid | type: string | format-removed spec.a warn/warn
            type: string | type: string, format: colour | format-unknown spec.a warn/warn
            type: string, format: colour | type: string |
            type: string, format: date-time | type: string, format: datetime | format-changed spec.a break/warn
            """)
    void nullAndFormatsAreJudgedByWhatTheApiServerMakesOfThem(String before, String after, String findings) {
        assertThat(Crds.betweenNodes(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @Test
    void aFieldThatIsGoneFromBranchesOnlyIsPrunedNowhere() {
        assertThat(Crds.betweenNodes(
                        "type: object, properties: {b: {type: string}}, anyOf: [{required: [b]}, {properties: {c: {minLength: 1}}}]",
                        "type: object, properties: {b: {type: string}}, anyOf: [{required: [b]}]"))
                .containsExactlyInAnyOrder(
                        "any-of-changed spec.a break/ok", "field-removed-in-branch spec.a.c info/info");
    }

    @Test
    void aFieldThatAnotherVersionStillHasIsLostByPassingThroughTheFirst() {
        assertThat(Crds.told(Crds.compare(
                        twoVersions("a: {type: string}, b: {type: string}"), twoVersions("b: {type: string}"))))
                .contains("field-moved-version v1 spec.a loss/loss", "version-pair-differs v1 spec.a loss/loss")
                .noneMatch(finding -> finding.startsWith("field-removed"));
    }

    @Test
    void namesOfObjectsThatAreConstrainedCannotBeMended() {
        String bare = "{type: object, properties: {spec: {type: object}}}";
        String named =
                "{type: object, properties: {metadata: {type: object, properties: {name: {type: string, maxLength: %s}}}, spec: {type: object}}}";
        assertThat(Crds.told(Crds.schemas(bare, named.formatted("9"))))
                .containsExactly("metadata-restricted metadata.name break/ok");
        assertThat(Crds.told(Crds.schemas(named.formatted("9"), named.formatted("5"))))
                .containsExactly("metadata-restricted metadata.name break/ok");
        assertThat(Crds.told(Crds.schemas(named.formatted("5"), named.formatted("9"))))
                .containsExactly("bound-relaxed-or-removed metadata.name ok/break");
        assertThat(Crds.told(Crds.schemas(
                        bare, "{type: object, properties: {metadata: {type: object}, spec: {type: object}}}")))
                .isEmpty();
    }

    @Test
    void switchingOffWhatTheWholeDefinitionKeptCannotBeTakenBack() {
        String spec = """
                group: example.org
                scope: Namespaced
                preserveUnknownFields: %s
                names: {plural: widgets, kind: Widget}
                versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
                """;
        assertThat(Crds.told(Crds.compare(Crds.withSpec(spec.formatted(true)), Crds.withSpec(spec.formatted(false)))))
                .containsExactly("legacy-preserve-off spec.preserveUnknownFields loss/reject");
        assertThat(Crds.told(Crds.compare(Crds.withSpec(spec.formatted(false)), Crds.withSpec(spec.formatted(true)))))
                .containsExactly("unknown-change spec.preserveUnknownFields break/break");
    }

    private static Crd twoVersions(String propertiesOfV1) {
        return Crds.withSpec("""
                group: example.org
                scope: Namespaced
                names: {plural: widgets, kind: Widget}
                versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {%s}}}}}}
                  - {name: v2, served: true, storage: false, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {a: {type: string}, b: {type: string}}}}}}}
                """.formatted(propertiesOfV1));
    }
}
