package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ComparisonTest {
    @Test
    void theVerdictIsTheHeaviestFindingAndStandsFirst() {
        Comparison comparison = Crds.compare(
                Crds.withProperties("a: {type: string}, b: {type: string}"),
                Crds.withProperties("a: {type: string, maxLength: 3, description: Words.}"));
        assertThat(comparison.verdict()).isEqualTo(Severity.LOSS);
        assertThat(comparison.breaks()).isTrue();
        assertThat(Crds.told(comparison))
                .containsExactly(
                        "field-removed v1 spec.b loss/ok",
                        "bound-added-or-tightened v1 spec.a break/ok",
                        "description-changed v1 spec.a info/info");
    }

    @Test
    void findingsOfOneRuleAtOnePlaceStandInAnOrderThatTheKeysDoNotChange() {
        String sound = "{type: object}";
        assertThat(Crds.schemas(sound, "{type: object, allOf: [{type: object, nullable: true}]}")
                        .findings())
                .hasSizeGreaterThan(1)
                .isEqualTo(Crds.schemas(sound, "{type: object, allOf: [{nullable: true, type: object}]}")
                        .findings());
    }

    @Test
    void nothingThatChangedIsOkAndCanBeTakenBack() {
        Crd crd = Crds.withProperties("a: {type: string}");
        Comparison comparison = Crds.compare(crd, crd);
        assertThat(comparison.verdict()).isEqualTo(Severity.OK);
        assertThat(comparison.rollback()).isEqualTo(new Rollback(true, java.util.List.of()));
    }

    @Test
    void goingBackPrunesWhatIsNew() {
        Comparison comparison = Crds.compare(
                Crds.withProperties("a: {type: string}"), Crds.withProperties("a: {type: string}, b: {type: string}"));
        assertThat(comparison.verdict()).isEqualTo(Severity.OK);
        assertThat(comparison.rollback().safe()).isFalse();
        assertThat(comparison.rollback().reasons())
                .singleElement()
                .asString()
                .contains("v1: spec.b", "field-added-optional", "loss");
    }

    @Test
    void aRemovedFieldThatStoodThereBeforeComesBack() {
        Comparison comparison = Crds.compare(
                Crds.withProperties("a: {type: string}, b: {type: string}"), Crds.withProperties("a: {type: string}"));
        assertThat(comparison.rollback().safe()).isTrue();
    }

    @Test
    void aNewRequiredFieldIsLostOnTheWayBackThoughRequiringItIsNoReason() {
        Comparison comparison = Crds.schemas(
                "{type: object, properties: {a: {type: string}}}",
                "{type: object, required: [zone], properties: {a: {type: string}, zone: {type: string}}}");
        assertThat(comparison.rollback().reasons())
                .singleElement()
                .asString()
                .contains("going back", "field-removed", "zone");
    }

    @Test
    void aStorageVersionThatTheOldDefinitionDoesNotKnowHasNoWayBack() {
        String spec = """
                group: example.org
                scope: Namespaced
                names: {plural: widgets, kind: Widget}
                versions:
                  - {name: v1, served: true, storage: %s, schema: {openAPIV3Schema: {type: object}}}
                %s
                """;
        Crd old = Crds.withSpec(spec.formatted(true, ""));
        Crd next = Crds.withSpec(spec.formatted(
                false, "  - {name: v2, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}"));
        Comparison comparison = Crds.compare(old, next);
        assertThat(comparison.reverse()).extracting(Finding::rule).contains("stored-version-removed");
        assertThat(comparison.rollback().safe()).isFalse();
        assertThat(comparison.rollback().reasons().getFirst()).contains("v2").contains("reject");
    }

    @Test
    void aLargePairIsComparedInOneWalk() {
        LargeCrds.Pair pair = LargeCrds.ofBytes(100_000);
        assertThat(pair.before().json().toString().length()).isBetween(80_000, 150_000);
        assertThat(Crds.told(Crds.compare(pair.before(), pair.after())))
                .isNotEmpty()
                .allMatch(finding -> finding.startsWith("bound-") || finding.startsWith("type-changed"));
    }
}
