package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Merging, subresources, presentation, validity: rows 98 to 125 of the catalogue.
final class MergeRulesTest {
    private static final String SCHEMA =
            "{type: object, properties: {spec: {type: object, properties: {color: {type: string}, size: {type: number}}}, status: {type: object}}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nullable: false | x-kubernetes-list-type: set | list-type-tightened spec.a break/warn
            nullable: false | x-kubernetes-list-type: atomic |
            x-kubernetes-list-type: set | x-kubernetes-list-type: atomic | list-type-loosened spec.a break/break
            x-kubernetes-list-type: set | nullable: false | list-type-loosened spec.a break/break
            x-kubernetes-list-type: atomic | x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k] | list-type-tightened spec.a break/warn
            x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k] | x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k, l] | list-map-keys-changed spec.a break/break
            x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k, l] | x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [l, k] |
            """)
    void listsAreMergedOrOwnedAsAWhole(String before, String after, String findings) {
        String list =
                "type: array, items: {type: object, required: [k, l], properties: {k: {type: string}, l: {type: string}}}, ";
        assertThat(Crds.betweenNodes(list + before, list + after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            type: object | type: object, x-kubernetes-map-type: atomic | map-type-changed spec.a break/warn
            type: object, x-kubernetes-map-type: atomic | type: object, x-kubernetes-map-type: granular | map-type-changed spec.a warn/warn
            type: object | type: object, x-kubernetes-map-type: granular |
            type: string | type: string, description: Words., title: T, example: e | description-changed spec.a info/info; description-changed spec.a info/info; description-changed spec.a info/info
            type: string | type: string, x-kubernetes-new-thing: true | unknown-change spec.a break/break
            type: string | properties: {b: {type: string}} | type-changed spec.a break/break; schema-not-structural spec.a reject/reject
            type: string | type: string, anyOf: [{type: string}] | any-of-changed spec.a break/ok; schema-not-structural spec.a reject/reject
            type: object | type: object, $ref: x | schema-forbidden-keyword spec.a reject/reject
            type: string | type: string, default: 3 | default-added spec.a warn/warn; default-invalid spec.a reject/reject
            type: object | type: object, default: {b: x} | default-added spec.a warn/warn; default-invalid spec.a reject/reject
            type: array, items: {type: object} | type: array, items: {type: object}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k] | list-type-tightened spec.a break/warn; list-map-key-optional spec.a[].k reject/reject
            """)
    void whatTheApiServerWouldRefuseIsRefusedBefore(String before, String after, String findings) {
        assertThat(Crds.betweenNodes(before, after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            subresources: {} | subresources: {status: {}} | status-subresource-added v1 break/break
            subresources: {status: {}} | subresources: {} | status-subresource-removed v1 break/break
            subresources: {} | subresources: {scale: {specReplicasPath: .spec.size}} | scale-added v1 ok/warn
            subresources: {scale: {specReplicasPath: .spec.size}} | subresources: {} | scale-removed v1 break/break
            subresources: {scale: {specReplicasPath: .spec.size}} | subresources: {scale: {specReplicasPath: .spec.count}} | scale-path-changed v1 break/break
            subresources: {} | subresources: {logs: {}} | unknown-change v1 subresources.logs break/break
            selectableFields: [{jsonPath: .spec.color}] | selectableFields: [] | selectable-field-removed v1 spec.color break/ok
            selectableFields: [] | selectableFields: [{jsonPath: .spec.color}] | selectable-field-added v1 spec.color ok/break
            selectableFields: [] | selectableFields: [{jsonPath: .spec.size}] | selectable-field-added v1 spec.size reject/break
            additionalPrinterColumns: [{name: A, type: string, jsonPath: .a}] | additionalPrinterColumns: [{name: A, type: string, jsonPath: .b}] | printer-column-changed v1 info/info
            additionalPrinterColumns: [{name: A, type: string, jsonPath: .a}] | additionalPrinterColumns: [{name: A, type: string, jsonPath: .a, priority: 0}] |
            deprecated: false | deprecated: true | version-deprecated v1 info/info
            deprecated: false | someday: true | unknown-change v1 someday break/break
            """)
    void versionsOfferRequestsBesideTheObjects(String before, String after, String findings) {
        assertThat(Crds.told(Crds.compare(version(before), version(after))))
                .containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @Test
    void styleIsToldOnceAndNeverBlocks() {
        Comparison comparison = Crds.schemas("{type: object, properties: {a: {type: boolean}}}", """
                {type: object, properties: {a: {type: boolean}, b: {type: boolean}, c: {type: number},
                 d: {type: integer, format: uint32}, e: {type: object, additionalProperties: {type: object}},
                 f: {type: array, items: {type: string}}, g: {type: object, additionalProperties: {type: string}},
                 conditions: {type: array, x-kubernetes-list-type: atomic, items: {type: object}}}}
                """);
        assertThat(comparison.findings().stream()
                        .filter(finding -> finding.rule().startsWith("lint-"))
                        .map(Crds::told))
                .containsExactlyInAnyOrder(
                        "lint-bool b info/info",
                        "lint-float c info/info",
                        "lint-uint d info/info",
                        "lint-map e info/info",
                        "lint-list-type f info/info",
                        "lint-conditions conditions info/info");
    }

    @Test
    void aStatusWithoutItsRequestIsAMatterOfStyle() {
        Crd crd = version("deprecated: false");
        assertThat(CrdComparison.compare(Optional.empty(), crd, Surroundings.none()).findings().stream()
                        .map(Finding::rule))
                .contains("lint-status", "crd-new");
    }

    @Test
    void aGroupOfKubernetesNeedsAnApproval() {
        Crd approved = annotated("widgets.things.k8s.io", "api-approved.kubernetes.io: https://github.com/x");
        Crd bad = annotated("widgets.things.k8s.io", "api-approved.kubernetes.io: yes please");
        assertThat(Crds.told(Crds.compare(approved, bad)))
                .containsExactly(
                        "api-approval-invalid metadata.annotations['api-approved.kubernetes.io'] reject/reject");
        assertThat(Crds.told(Crds.compare(bad, bad))).isEmpty();
    }

    @Test
    void aDefinitionThatAChartWouldDeleteIsNeverHarmless() {
        Crd bare = annotated("widgets.example.org", "a: b");
        Crd kept = annotated("widgets.example.org", "helm.sh/resource-policy: keep");
        var chart = new Surroundings.Applier("shop", "shop", Set.of("kspec"), true);
        assertThat(Crds.told(Crds.compare(bare, bare, appliedBy(chart))))
                .containsExactly("keep-policy-missing metadata.annotations['helm.sh/resource-policy'] loss/loss");
        assertThat(Crds.told(Crds.compare(kept, kept, appliedBy(chart)))).isEmpty();
    }

    @Test
    void aVersionWithoutASchemaIsRefused() {
        String spec = """
                group: example.org
                scope: Namespaced
                names: {plural: widgets, kind: Widget}
                versions:
                  - {name: v1, served: true, storage: true%s}
                """;
        Crd with = Crds.withSpec(spec.formatted(", schema: {openAPIV3Schema: {type: object}}"));
        assertThat(Crds.told(Crds.compare(with, Crds.withSpec(spec.formatted("")))))
                .containsExactly("schema-missing v1 reject/reject");
    }

    @Test
    void aLargeDefinitionCannotBeAppliedByTheClient() {
        Crd small = Crds.withProperties("a: {type: string}");
        Crd large = Crds.withProperties("a: {type: string, description: %s}".formatted("x".repeat(270_000)));
        assertThat(Crds.told(Crds.compare(small, large))).contains("crd-too-large metadata.annotations warn/warn");
        assertThat(Crds.told(Crds.compare(large, large))).isEmpty();
    }

    @Test
    void anOldClusterDropsWhatItDoesNotKnow() {
        Crd old = version("deprecated: false");
        Crd next = version("selectableFields: [{jsonPath: .spec.color}]");
        assertThat(Crds.told(Crds.compare(old, next, oldest(30)))).contains("cluster-too-old v1 warn/warn");
        assertThat(Crds.told(Crds.compare(old, next, oldest(31)))).noneMatch(finding -> finding.startsWith("cluster"));
        assertThat(Crds.told(CrdComparison.compare(Optional.empty(), old, oldest(29))))
                .contains("cluster-too-old warn/warn");
    }

    @Test
    void driftIsShownAndTheLiveDefinitionIsWhatCounts() {
        Crd applied = Crds.withProperties("a: {type: string}");
        Crd live = Crds.withProperties("a: {type: string}, b: {type: string}");
        var surroundings = new Surroundings(
                Optional.empty(), List.of(), Optional.empty(), Optional.of(applied), Optional.empty(), List.of());
        assertThat(Crds.told(Crds.compare(live, live, surroundings))).containsExactly("crd-drift spec warn/warn");
        assertThat(Crds.told(Crds.compare(applied, applied, surroundings))).isEmpty();
    }

    @Test
    void whatProbesSawIsTold() {
        Crd crd = Crds.withProperties("a: {type: string}");
        var seen = new Surroundings(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new Observation.OperatorLacksRight(
                                "spec.names.plural", "nobody may update widgets/status", true),
                        new Observation.OperatorLacksRight("metadata.finalizers", "nobody may update them", false),
                        new Observation.WebhookWithoutBackend("one", "its Service is not there", true),
                        new Observation.WebhookWithoutBackend("two", "its Service has no endpoint", false),
                        new Observation.InvalidBefore("v1", "3 objects")));
        assertThat(Crds.told(Crds.compare(crd, crd, seen)))
                .containsExactlyInAnyOrder(
                        "operator-rbac-gap spec.names.plural break/break",
                        "operator-rbac-gap metadata.finalizers warn/warn",
                        "admission-webhook-on-crs break/break",
                        "admission-webhook-on-crs warn/warn",
                        "stored-objects-already-invalid v1 warn/warn");
    }

    private static Crd version(String more) {
        return Crds.withSpec("""
                group: example.org
                scope: Namespaced
                names: {plural: widgets, kind: Widget}
                versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: %s}, %s}
                """.formatted(SCHEMA, more));
    }

    private static Crd annotated(String name, String annotation) {
        return Crds.crd("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %s, annotations: {%s}}
                spec:
                  group: %s
                  scope: Namespaced
                  names: {plural: widgets, kind: Widget}
                  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
                """.formatted(name, annotation, name.substring(name.indexOf('.') + 1)));
    }

    private static Surroundings appliedBy(Surroundings.Applier applier) {
        return new Surroundings(
                Optional.empty(), List.of(), Optional.of(applier), Optional.empty(), Optional.empty(), List.of());
    }

    private static Surroundings oldest(int minor) {
        return new Surroundings(
                Optional.of(minor), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}
