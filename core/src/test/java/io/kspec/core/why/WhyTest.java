package io.kspec.core.why;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.admission.Decision;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Reading;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.resolve.Library;
import io.kspec.core.resolve.Resolution;
import io.kspec.core.rule.RuleId;
import io.kspec.core.spec.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WhyTest {
    private static final JsonNode LATEST = Yaml.one("""
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec: {containers: [{name: app, image: nginx}]}
            """);
    private static final String NO_LATEST = "workloads: {images: {disallowLatestTag: true}}";

    @Test
    void aViolationIsToldWithTheFieldThatAsksAndWhoDeclaredIt() {
        RuleAnswer answer = only(why("enforcement: {mode: enforce}\n" + NO_LATEST, LATEST));
        assertThat(answer.answer()).isInstanceOfSatisfying(Answer.Broken.class, broken -> assertThat(
                        broken.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.path().dotted()).isEqualTo("spec.containers[0].image")));
        assertThat(answer.asking())
                .isEqualTo(
                        new Asking("spec.workloads.images.disallowLatestTag", List.of("ClusterSpecification strict")));
    }

    @Test
    void anInstanceNamesItsOwnEntryOfTheList() {
        var why = why("workloads: {containers: {required: [{key: stdin}, {key: tty}]}}", LATEST);
        assertThat(why.specifications().getFirst().rules())
                .extracting(answer -> answer.asking().field())
                .allSatisfy(field -> assertThat(field).startsWith("spec.workloads.containers.required"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsOutOfScopeIsNotAskedAndSaysByWhichClause() {
        var why = why("namespaceScope: {excludeNamespaces: [shop]}\n" + NO_LATEST, LATEST);
        assertThat(only(why).answer())
                .isEqualTo(new Answer.NotAsked("namespace shop is excluded (spec.namespaceScope)"));
        assertThat(why.refused()).isFalse();
    }

    @Test
    void aNamespaceWhoseLabelsAreUnknownIsNotReadAndNoPass() {
        var why = why(
                "enforcement: {mode: enforce}\nnamespaceScope: {namespaceSelector: {matchLabels: {team: a}}}\n"
                        + NO_LATEST,
                LATEST);
        assertThat(only(why).answer()).isInstanceOf(Answer.Unread.class);
        assertThat(why.refused()).isTrue();
    }

    @Test
    void anExemptionStandsInFrontOfWhatItPardons() {
        var why = why("""
                enforcement: {mode: enforce}
                policyExemptions:
                - {name: legacy, reason: old, approver: alice, expiresAt: "2026-07-01T00:00:00Z", namespaces: [shop]}
                """ + NO_LATEST, LATEST);
        assertThat(only(why).answer()).isInstanceOfSatisfying(Answer.Pardoned.class, pardoned -> {
            assertThat(pardoned.exemption().name()).isEqualTo("legacy");
            assertThat(pardoned.exemption().approver()).isEqualTo("alice");
            assertThat(pardoned.violations()).hasSize(1);
        });
        assertThat(why.admission()).containsInstanceOf(Decision.Admit.class);
    }

    @Test
    void theStrictestSpecificationDecidesAndANamespaceLeftAloneIsNotAsked() {
        List<Declared> both = List.of(declared(NO_LATEST), declared("enforcement: {mode: enforce}\n" + NO_LATEST));
        var why = Why.of(both, LATEST, Optional.empty(), Rulebooks.NOW, Set.of());
        assertThat(why.refused()).isTrue();
        assertThat(why.specifications())
                .extracting(SpecificationAnswer::mode)
                .containsExactly(Mode.MONITOR, Mode.ENFORCE);
        assertThat(Why.of(both, LATEST, Optional.empty(), Rulebooks.NOW, Set.of("shop"))
                        .admission())
                .isEmpty();
    }

    @Test
    void rulesAboutTheClusterTellOnlyWhatNamesTheObject() {
        JsonNode open = Yaml.one("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        Map<Resource, Listing> lists = Map.of(
                Resource.NAMESPACES, Listing.complete(List.of(open)),
                Resource.NETWORK_POLICIES, Listing.complete(List.of()));
        String spec = "network: {defaultDenyIngress: true}\nkubernetes: {minVersion: \"1.24\"}";
        SpecificationAnswer answer = inCluster(spec, open, lists);
        assertThat(answer.rules()).singleElement().satisfies(told -> {
            assertThat(told.rule()).isEqualTo(new RuleId("namespaces-deny-ingress-by-default"));
            assertThat(told.answer()).isInstanceOf(Answer.Broken.class);
        });
        assertThat(answer.notes())
                .containsExactly("1 rule is about the whole cluster and found nothing about Namespace shop.");
    }

    @Test
    void aGapInTheClusterLeavesItsRulesUnread() {
        JsonNode namespace = Yaml.one("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        Map<Resource, Listing> lists = Map.of(
                Resource.NAMESPACES,
                Listing.complete(List.of(namespace)),
                Resource.NETWORK_POLICIES,
                Listing.unread(new Failure.Forbidden("list", "networkpolicies", "the cluster")));
        assertThat(inCluster("network: {defaultDenyIngress: true}", namespace, lists)
                        .rules())
                .singleElement()
                .satisfies(told -> assertThat(told.answer()).isInstanceOf(Answer.Unread.class));
    }

    @Test
    void anObjectOutOfAFileIsToldWhichRulesNeedACluster() {
        JsonNode namespace = Yaml.one("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        var why = why("network: {defaultDenyIngress: true}\n" + NO_LATEST, namespace);
        assertThat(why.specifications().getFirst().rules()).isEmpty();
        assertThat(why.specifications().getFirst().notes())
                .containsExactly(
                        "1 rule is about workloads: Namespace shop is none.",
                        "1 rule is about a cluster: ask for Namespace shop in the cluster.");
    }

    private static SpecificationAnswer inCluster(String spec, JsonNode object, Map<Resource, Listing> lists) {
        var view = new ClusterView(
                new Reading.Known<>("v1.35.0"), new Reading.Known<>(Set.of()), lists, Rulebooks.NOW.now());
        return Why.of(List.of(declared(spec)), object, Optional.of(view), Rulebooks.NOW, Set.of())
                .specifications()
                .getFirst();
    }

    private static Why why(String spec, JsonNode object) {
        return Why.of(List.of(declared(spec)), object, Optional.empty(), Rulebooks.NOW, Set.of("kube-system"));
    }

    private static RuleAnswer only(Why why) {
        assertThat(why.specifications().getFirst().rules()).hasSize(1);
        return why.specifications().getFirst().rules().getFirst();
    }

    private static Declared declared(String spec) {
        return switch (Resolution.of("strict", Yaml.spec(spec), Library.builtIn())) {
            case Resolution.Resolved resolved -> new Declared(Rulebooks.of(spec), resolved.origins());
            case Resolution.Refused refused -> throw new AssertionError(refused);
        };
    }
}
