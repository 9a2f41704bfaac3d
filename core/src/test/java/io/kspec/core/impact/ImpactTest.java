package io.kspec.core.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.subject.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImpactTest {
    private static final Rulebook NO_LATEST =
            Rulebooks.of("prod", "enforcement: {mode: enforce}\nworkloads: {images: {disallowLatestTag: true}}");
    private static final String CHAIN = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop, uid: d}
            spec: {template: {spec: {containers: [{name: app, image: nginx}]}}}
            ---
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: web-abc
              namespace: shop
              uid: r
              ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: d, controller: true}]
            spec: {template: {spec: {containers: [{name: app, image: nginx}]}}}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-abc-1
              namespace: shop
              uid: p
              ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-abc, uid: r, controller: true}]
            spec: {containers: [{name: app, image: nginx}]}
            """;

    @Test
    void podsAreCountedAtTheirTopOwnerAndEachRuleIsToldOnce() {
        Impact impact = impact(List.of(), CHAIN);
        assertThat(impact.newlyRefused()).singleElement().satisfies(refused -> {
            assertThat(refused.owner()).isEqualTo(new Owner("shop", "Deployment", "web"));
            assertThat(refused.pods()).isOne();
            assertThat(refused.refusals()).singleElement().satisfies(refusal -> assertThat(refusal.because())
                    .contains("spec.template.spec.containers[0].image"));
        });
        assertThat(impact.stillAdmitted()).isZero();
    }

    @Test
    void whatIsRefusedAlreadyIsNoNews() {
        Impact impact = impact(
                List.of(Rulebooks.of(
                        "other", "enforcement: {mode: enforce}\nworkloads: {images: {requireDigests: true}}")),
                CHAIN);
        assertThat(impact.newlyRefused()).isEmpty();
        assertThat(impact.noLongerRefused()).isEmpty();
        assertThat(impact.stillRefused()).isOne();
    }

    @Test
    void aSpecificationThatOnlyAuditsRefusesNothingYet() {
        Rulebook audits =
                Rulebooks.of("prod", "enforcement: {mode: audit}\nworkloads: {images: {disallowLatestTag: true}}");
        assertThat(impact(List.of(audits), CHAIN).newlyRefused()).hasSize(1);
    }

    @Test
    void theNewSpecificationReplacesTheOneOfItsName() {
        Rulebook stricter =
                Rulebooks.of("prod", "enforcement: {mode: enforce}\nworkloads: {images: {requireDigests: true}}");
        Impact impact = impact(List.of(stricter), """
                {apiVersion: v1, kind: Pod, metadata: {name: tagged, namespace: shop},
                 spec: {containers: [{name: app, image: "nginx:1.29"}]}}
                """);
        assertThat(impact.newlyRefused()).isEmpty();
        assertThat(impact.noLongerRefused()).singleElement().satisfies(refused -> {
            assertThat(refused.owner().display()).isEqualTo("Pod/tagged");
            assertThat(refused.refusals().getFirst().rule().rule()).isEqualTo("images-are-named-by-digest");
        });
    }

    @Test
    void anOwnerThatWasNotReadIsNamedAsItsPodNamesIt() {
        String podAlone = CHAIN.substring(CHAIN.lastIndexOf("---") + 4);
        assertThat(impact(List.of(), podAlone).newlyRefused().getFirst().owner())
                .isEqualTo(new Owner("shop", "ReplicaSet", "web-abc"));
    }

    @Test
    void whatNobodyRefusesIsCounted() {
        Impact impact = impact(List.of(), """
                {apiVersion: v1, kind: Pod, metadata: {name: good}, spec: {containers: [{image: "nginx:1.29"}]}}
                """);
        assertThat(impact).isEqualTo(new Impact(List.of(), List.of(), 0, 1));
    }

    @Test
    void whatCannotBeJudgedIsRefusedByASpecificationThatFailsClosed() {
        Rulebook selective = Rulebooks.of("prod", """
                enforcement: {mode: enforce}
                namespaceScope: {namespaceSelector: {matchLabels: {team: a}}}
                workloads: {images: {disallowLatestTag: true}}
                """);
        assertThat(Impact.of(List.of(), selective, workloads(CHAIN), Rulebooks.NOW)
                        .newlyRefused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.refusals().getFirst().because())
                        .contains("labels of namespace shop are not known"));
    }

    @Test
    void aStageThatIsToComeIsShownAsIfItHadCome() {
        assertThat(staged("enforceFrom: '2030-01-01T00:00:00Z'").newlyRefused()).hasSize(1);
        assertThat(staged("canaryNamespaces: {matchLabels: {kubernetes.io/metadata.name: shop}}")
                        .newlyRefused())
                .hasSize(1);
        assertThat(staged("canaryNamespaces: {matchLabels: {kubernetes.io/metadata.name: other}}")
                        .newlyRefused())
                .isEmpty();
        assertThat(staged("rules: [{rule: images-avoid-the-latest-tag, mode: audit}]")
                        .newlyRefused())
                .isEmpty();
    }

    @Test
    void whatIsStagedNowRefusesNothingYet() {
        Rulebook staged = Rulebooks.of("prod", """
                enforcement: {mode: enforce, enforceFrom: '2030-01-01T00:00:00Z'}
                workloads: {images: {disallowLatestTag: true}}
                """);
        assertThat(impact(List.of(staged), CHAIN).newlyRefused()).hasSize(1);
    }

    private static Impact staged(String enforcement) {
        Rulebook next = Rulebooks.of("prod", """
                enforcement: {mode: enforce, %s}
                workloads: {images: {disallowLatestTag: true}}
                """.formatted(enforcement));
        return Impact.of(List.of(), next, workloads(CHAIN), Rulebooks.NOW);
    }

    private static Impact impact(List<Rulebook> current, String yaml) {
        return Impact.of(current, NO_LATEST, workloads(yaml), Rulebooks.NOW);
    }

    private static List<Workload> workloads(String yaml) {
        return Yaml.documents(yaml).stream()
                .flatMap(json -> Workload.of(json).stream())
                .toList();
    }
}
