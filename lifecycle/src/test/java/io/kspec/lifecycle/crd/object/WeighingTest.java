package io.kspec.lifecycle.crd.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdComparison;
import io.kspec.lifecycle.crd.CrdResult;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.lifecycle.crd.object.ClusterEvidence.Extent;
import io.kspec.lifecycle.crd.object.schema.Ratcheting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class WeighingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String A_AND_B = "a: {type: string}, b: {type: string}";
    private static final String A = "a: {type: string}";
    private static final String NUMBERS = "l: {type: array, items: {type: integer}}";
    private static final String NUMBERS_COMPARED = "l: {type: array, items: {type: integer}, "
            + "x-kubernetes-validations: [{rule: 'self.all(x, self.all(y, x <= y || y <= x))'}]}";

    @Test
    void aRemovedFieldThatNobodyUsesBreaksNothing() {
        Weighed weighed = weigh(crd(v1(A_AND_B)), crd(v1(A)), Stored.all("{a: x}"));

        assertThat(weighed.comparison().verdict()).isEqualTo(Severity.WARN);
        assertThat(rule(weighed, "field-removed").why()).endsWith("None of 1 objects in prod sets it.");
        assertThat(weighed.gaps()).isEmpty();
        assertThat(weighed.comparison().judged())
                .as("what the documents alone tell stays known")
                .extracting(Finding::up)
                .containsExactly(Severity.LOSS);
    }

    @Test
    void aRemovedFieldInUseIsALossThatNamesCountAndExample() {
        Weighed weighed = weigh(crd(v1(A_AND_B)), crd(v1(A)), Stored.all("{a: x}", "{b: y}"));

        assertThat(weighed.comparison().verdict()).isEqualTo(Severity.LOSS);
        assertThat(rule(weighed, "field-removed").why()).contains("1 of 2 objects set it", "such as prod/shop/first");
    }

    @Test
    void whatCouldNotBeReadIsNeverTakenAsUnused() {
        for (Extent extent : List.of(Extent.PARTIAL, Extent.SAMPLED)) {
            Weighed weighed = weigh(crd(v1(A_AND_B)), crd(v1(A)), Stored.some(extent, "{a: x}"));
            assertThat(weighed.comparison().verdict()).isEqualTo(Severity.LOSS);
        }
        Weighed unread = weigh(crd(v1(A_AND_B)), crd(v1(A)), Stored.none());
        assertThat(unread.comparison().verdict()).isEqualTo(Severity.LOSS);
        assertThat(unread.gaps()).hasSize(1);
    }

    @Test
    void nothingIsReadForAComparisonThatNoObjectCouldMove() {
        var harmless = Stored.all();
        weigh(crd(v1(A)), crd(v1(A_AND_B)), harmless);
        weigh(crd(v1(A)), crd(v1("a: {type: integer}")), harmless);

        assertThat(harmless.asked).isEmpty();
    }

    @Test
    void eachFindingIsJudgedByObjectsInItsOwnVersion() {
        String old = v1(A) + version("v1beta1", A_AND_B, true, false);
        String next = v1(A) + version("v1beta1", A, true, false);
        var stored = Stored.all("{a: x}");

        Weighed weighed = weigh(crd(old), crd(next), stored);

        assertThat(stored.asked).contains("v1beta1");
        assertThat(rule(weighed, "field-removed").up()).isEqualTo(Severity.WARN);
    }

    @Test
    void aFieldOfAVersionThatIsNotServedIsNotTakenAsUnused() {
        String old = v1(A_AND_B) + version("v1beta1", A_AND_B, false, false);
        String next = v1(A) + version("v1beta1", A, false, false);

        Weighed weighed = weigh(crd(old), crd(next), Stored.all("{a: x}"));

        assertThat(weighed.comparison().findings().stream()
                        .filter(finding -> finding.rule().equals("field-removed")))
                .extracting(finding -> finding.version() + " " + finding.up())
                .containsExactlyInAnyOrder("v1 WARN", "v1beta1 LOSS");
        Weighed empty = weigh(crd(old), crd(next), Stored.all());
        assertThat(empty.comparison().verdict())
                .as("there is none in any version")
                .isEqualTo(Severity.WARN);
    }

    @Test
    void objectsThatAreInvalidTodayAreToldApart() {
        Weighed weighed = weigh(
                crd(v1("a: {type: string, maxLength: 1}, " + "b: {type: string}")),
                crd(v1("a: {type: string, maxLength: 1}")),
                Stored.all("{a: xxx}"));

        assertThat(rule(weighed, "stored-objects-already-invalid").why()).contains("1 of 1, such as prod/shop/first");
        assertThat(rule(weighed, "field-removed").up()).isEqualTo(Severity.WARN);
    }

    @Test
    void objectsNearTheLimitOfWhatRulesMayCostAreNamedWithCostAndLimit() {
        Crd live = crd(v1(NUMBERS));
        Crd next = crd(v1(NUMBERS_COMPARED));

        Weighed near = weigh(live, next, Stored.all("{l: %s}".formatted(Collections.nCopies(400, 7)), "{l: [1]}"));

        Finding told = rule(near, "cel-runtime-cost");
        assertThat(told.up()).isEqualTo(Severity.WARN);
        assertThat(told.why())
                .contains("1 of 2, most of all prod/shop/first, of whose rules one costs 962,002 of 1,000,000");
        assertThat(rule(near, "cel-rule-added").up()).isEqualTo(Severity.WARN);
        Weighed small = weigh(live, next, Stored.all("{l: %s}".formatted(Collections.nCopies(300, 7))));
        assertThat(small.comparison().findings()).extracting(Finding::rule).doesNotContain("cel-runtime-cost");
    }

    @Test
    void anObjectWhoseRulesCostTooMuchIsRefusedLikeAnyThatIsInvalid() {

        Weighed over = weigh(
                crd(v1(NUMBERS)),
                crd(v1(NUMBERS_COMPARED)),
                Stored.all("{l: %s}".formatted(Collections.nCopies(420, 7))));

        assertThat(over.seen().get("v1").evidence().outcomes())
                .containsKeys(Outcome.Kind.FROZEN, Outcome.Kind.UNRECREATABLE);
        assertThat(rule(over, "cel-rule-added").up()).isEqualTo(Severity.BREAK);
        assertThat(rule(over, "cel-runtime-cost").why())
                .contains("one costs more than 1,000,000, so that it is refused");
    }

    private static Finding rule(Weighed weighed, String rule) {
        return weighed.comparison().findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static Weighed weigh(Crd live, Crd next, ObjectSource source) {
        Comparison comparison = CrdComparison.compare(Optional.of(live), next, Surroundings.none());
        return Weighing.weigh(comparison, live, next, source, NOW);
    }

    private static String v1(String properties) {
        return version("v1", properties, true, true);
    }

    private static String version(String name, String properties, boolean served, boolean storage) {
        return """

                    - name: %s
                      served: %s
                      storage: %s
                      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {%s}}}}}
                """.formatted(name, served, storage, properties).stripTrailing();
    }

    private static Crd crd(String versions) {
        CrdResult read = Crd.parse(Json.of("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: things.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {plural: things, kind: Thing}
                  versions:%s
                status:
                  storedVersions: [v1]
                  conditions: [{type: Established, status: "True"}, {type: NamesAccepted, status: "True"}]
                """.formatted(versions)));
        return ((CrdResult.Parsed) read).crd();
    }

    /// Objects as a list, and the versions that were asked for.
    private static final class Stored implements ObjectSource {
        private final Optional<Extent> extent;
        private final List<ObjectNode> objects;
        private final List<String> asked = new ArrayList<>();

        private Stored(Optional<Extent> extent, List<ObjectNode> objects) {
            this.extent = extent;
            this.objects = objects;
        }

        static Stored all(String... specs) {
            return some(Extent.COMPLETE, specs);
        }

        static Stored some(Extent extent, String... specs) {
            return new Stored(
                    Optional.of(extent), Arrays.stream(specs).map(Json::thing).toList());
        }

        static Stored none() {
            return new Stored(Optional.empty(), List.of());
        }

        @Override
        public String name() {
            return "prod";
        }

        @Override
        public Ratcheting ratcheting() {
            return Ratcheting.ON;
        }

        @Override
        public Seen read(Crd live, String version, Supplier<EvidenceCollector> begin) {
            asked.add(version);
            EvidenceCollector collector = begin.get();
            objects.forEach(collector::add);
            return extent.map(known -> new Seen(collector.evidence(known, NOW, "7"), List.of()))
                    .orElseGet(() -> new Seen(
                            Evidence.NONE,
                            List.of(new Failure.Forbidden("list", "things.example.com", "the cluster"))));
        }
    }
}
