package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Identity and names: rows 1 to 16 of the catalogue.
final class IdentityRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            group: example.org | group: example.com | group-changed spec.group reject/reject
            scope: Namespaced | scope: Cluster | scope-changed spec.scope reject/reject
            names: {plural: widgets, kind: Widget} | names: {plural: widgetz, kind: Widget} | plural-changed spec.names.plural reject/reject
            names: {plural: widgets, kind: Widget, singular: widget, listKind: WidgetList} | names: {plural: widgets, kind: Gadget, singular: widget, listKind: WidgetList} | kind-changed spec.names.kind reject/reject
            names: {plural: widgets, kind: Widget} | names: {plural: widgets, kind: Widget, listKind: WidgetList, singular: widget} |
            names: {plural: widgets, kind: Widget} | names: {plural: widgets, kind: Widget, listKind: Widgets} | list-kind-changed spec.names.listKind break/break
            names: {plural: widgets, kind: Widget} | names: {plural: widgets, kind: Widget, singular: wid} | singular-changed spec.names.singular warn/warn
            names: {plural: widgets, kind: Widget, shortNames: [w, wi]} | names: {plural: widgets, kind: Widget, shortNames: [wi]} | short-name-removed spec.names.shortNames warn/info
            names: {plural: widgets, kind: Widget, shortNames: [wi]} | names: {plural: widgets, kind: Widget, shortNames: [w, wi]} |
            names: {plural: widgets, kind: Widget} | names: {plural: widgets, kind: Widget, categories: [all]} | category-changed spec.names.categories warn/info
            names: {plural: widgets, kind: Widget} | names: {plural: widgets, kind: Widget, nick: x} | unknown-change spec.names.nick break/break
            names: {plural: widgets, kind: Widget} | someday: x | unknown-change spec.someday break/break
            """)
    void whoADefinitionIsCannotChangeAndItsAliasesHardly(String before, String after, String findings) {
        assertThat(Crds.told(Crds.compare(with(before), with(after))))
                .containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @Test
    void namesThatOthersTookAreToldByWhereTheyClash() {
        Crd crd = with("names: {plural: widgets, kind: Widget, shortNames: [po, w]}");
        var sameGroup = new Surroundings.TakenNames(
                "wheels.example.org",
                "example.org",
                new CrdNames("Wheel", "wheels", "wheel", "WheelList", List.of("w"), List.of()));
        var pods = new Surroundings.TakenNames(
                "built-in pods", "", new CrdNames("Pod", "pods", "pod", "PodList", List.of("po"), List.of()));
        var itself = new Surroundings.TakenNames("widgets.example.org", "example.org", crd.names());
        var surroundings = new Surroundings(
                Optional.empty(),
                List.of(sameGroup, pods, itself),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertThat(Crds.told(Crds.compare(crd, crd, surroundings)))
                .containsExactly(
                        "name-conflict-in-group spec.names break/warn",
                        "short-name-clash-across-groups spec.names warn/info");
    }

    @Test
    void aDefinitionThatAnotherReleaseOwnsIsNotTakenInSilence() {
        Crd live = Crds.crd("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata:
                  name: widgets.example.org
                  annotations: {meta.helm.sh/release-name: other, meta.helm.sh/release-namespace: shop}
                  managedFields:
                    - {manager: helm, fieldsV1: {'f:spec': {'f:versions': {}}}}
                    - {manager: kube-apiserver, fieldsV1: {'f:status': {}}}
                spec:
                  group: example.org
                  scope: Namespaced
                  names: {plural: widgets, kind: Widget}
                  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
                """);
        assertThat(Crds.told(Crds.compare(live, live, appliedBy("mine", "kspec"))))
                .containsExactly("crd-owned-by-other metadata break/break", "crd-owned-by-other metadata break/break");
        assertThat(Crds.told(Crds.compare(live, live, appliedBy("other", "helm"))))
                .isEmpty();
    }

    @Test
    void aDefinitionThatIsNewHarmsNobodyAndOneThatIsMissingIsKept() {
        Crd crd = with("scope: Namespaced");
        assertThat(Crds.told(CrdComparison.compare(Optional.empty(), crd, Surroundings.none())))
                .containsExactly("crd-new ok/ok");
        assertThat(Crds.told(CrdComparison.missing(crd))).containsExactly("crd-missing-from-bundle warn/ok");
    }

    @Test
    void whatIsDyingOrNotEstablishedCannotBeBuiltOn() {
        Crd live = Crds.crd("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.org, deletionTimestamp: '2026-01-01T00:00:00Z'}
                spec:
                  group: example.org
                  scope: Namespaced
                  names: {plural: widgets, kind: Widget}
                  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
                status:
                  storedVersions: [v1]
                  conditions: [{type: Established, status: 'True'}, {type: NamesAccepted, status: 'False'}]
                """);
        assertThat(Crds.told(Crds.compare(live, live)))
                .containsExactly(
                        "crd-terminating metadata.deletionTimestamp loss/loss",
                        "crd-not-established status.conditions break/break");
    }

    @Test
    void aManifestOfTheOldApiIsRefusedByName() {
        Crd old = with("scope: Namespaced");
        Crd beta = Crds.crd("""
                apiVersion: apiextensions.k8s.io/v1beta1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.org}
                spec:
                  group: example.org
                  scope: Namespaced
                  version: v1
                  names: {plural: widgets, kind: Widget}
                  validation: {openAPIV3Schema: {type: object}}
                """);
        assertThat(Crds.told(Crds.compare(old, beta))).containsExactly("crd-not-v1 apiVersion reject/reject");
    }

    private static Surroundings appliedBy(String release, String manager) {
        return new Surroundings(
                Optional.empty(),
                List.of(),
                Optional.of(new Surroundings.Applier(release, "shop", Set.of(manager), false)),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /// A definition with one line of its spec written otherwise.
    private static Crd with(String line) {
        String key = line.substring(0, line.indexOf(':'));
        String rest =
                List.of("group: example.org", "scope: Namespaced", "names: {plural: widgets, kind: Widget}").stream()
                        .filter(other -> !other.startsWith(key + ":"))
                        .reduce("", (text, other) -> text + other + "\n");
        return Crds.withSpec(rest + line
                + "\nversions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]\n");
    }
}
