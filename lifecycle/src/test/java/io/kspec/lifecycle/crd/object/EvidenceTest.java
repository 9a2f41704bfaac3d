package io.kspec.lifecycle.crd.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.crd.object.ClusterEvidence.Extent;
import io.kspec.lifecycle.crd.object.schema.Ratcheting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class EvidenceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<Extent> EXTENTS = List.of(Extent.values());
    private static final Instant JUST_NOW = NOW.minusSeconds(60);
    private static final String BEFORE = "{a: {type: string, default: x}, b: {type: string}, password: {type: string}}";
    private static final String AFTER = "{b: {type: string}, password: {type: string}}";

    @Test
    void aRemovedFieldThatNobodyUsesIsAWarning() {
        Finding adjusted = adjust(removed("spec.a"), evidence("prod", Extent.COMPLETE, JUST_NOW, "{b: y}"), "prod");

        assertThat(adjusted.up()).isEqualTo(Severity.WARN);
        assertThat(adjusted.why()).isEqualTo("It goes. None of 1 objects in prod sets it.");
        assertThat(adjusted.back()).isEqualTo(Severity.OK);
    }

    @Test
    void aRemovedFieldThatSomebodyUsesStaysALoss() {
        Finding adjusted = adjust(
                removed("spec.a"), evidence("prod", Extent.COMPLETE, JUST_NOW, "{a: z}", "{a: x}", "{}"), "prod");

        assertThat(adjusted.up()).isEqualTo(Severity.LOSS);
        assertThat(adjusted.why())
                .contains(
                        "2 of 3 objects set it, 1 to something else than the default",
                        "such as prod/shop/first: export them");
    }

    @Test
    void partialSampledAndStaleEvidenceChangeNothing() {
        Finding finding = removed("spec.a");

        assertThat(adjust(finding, evidence("prod", Extent.PARTIAL, JUST_NOW, "{b: y}"), "prod"))
                .isEqualTo(finding);
        assertThat(adjust(finding, evidence("prod", Extent.SAMPLED, JUST_NOW, "{b: y}"), "prod"))
                .isEqualTo(finding);
        assertThat(adjust(finding, evidence("prod", Extent.COMPLETE, NOW.minusSeconds(601), "{b: y}"), "prod"))
                .isEqualTo(finding);
    }

    @Test
    void everyTargetNeedsItsEvidence() {
        Evidence prod = evidence("prod", Extent.COMPLETE, JUST_NOW, "{b: y}");

        assertThat(adjust(removed("spec.a"), prod, "prod", "test").up()).isEqualTo(Severity.LOSS);
        assertThat(adjust(
                                removed("spec.a"),
                                prod.and(evidence("test", Extent.COMPLETE, JUST_NOW, "{}")),
                                "prod",
                                "test")
                        .up())
                .isEqualTo(Severity.WARN);
    }

    @Test
    void aPathThatWasNotWatchedStaysALoss() {
        Evidence evidence = evidence("prod", Extent.COMPLETE, JUST_NOW, "{b: y}");

        assertThat(adjust(removed("spec.other"), evidence, "prod").up()).isEqualTo(Severity.LOSS);
    }

    @Test
    void aFieldOfTheStatusThatTheOperatorAloneWritesIsABreak() {
        ObjectNode object = Json.thing("{}");
        object.withObject("/status").put("phase", "Ready");
        object.withArray("/metadata/managedFields")
                .addObject()
                .put("manager", "thing-operator")
                .put("subresource", "status")
                .put("time", "2025-12-31T00:00:00Z")
                .withObject("/fieldsV1/f:status/f:phase");
        Evidence evidence = of("prod", Extent.COMPLETE, JUST_NOW, List.of(object));

        Finding adjusted = adjust(removed("status.phase"), evidence, "prod");

        assertThat(adjusted.up()).isEqualTo(Severity.BREAK);
        assertThat(adjusted.why()).contains("all written by thing-operator alone");
        assertThat(evidence.usage().get("status.phase").lastWrite()).contains(Instant.parse("2025-12-31T00:00:00Z"));
    }

    @Test
    void aTighteningThatEveryObjectPassesIsAWarning() {
        Finding tightened = finding("required-added", "spec.b", Severity.BREAK);
        Evidence clean = of("prod", Extent.COMPLETE, JUST_NOW, List.of(Json.thing("{b: y}")), BEFORE);

        assertThat(adjust(tightened, clean, "prod").up()).isEqualTo(Severity.WARN);
        assertThat(adjust(finding("type-changed", "spec.b", Severity.BREAK), clean, "prod")
                        .up())
                .isEqualTo(Severity.BREAK);
    }

    @Test
    void aTighteningThatSomeObjectsDoNotPassNamesThem() {
        Evidence evidence = of(
                "prod",
                Extent.COMPLETE,
                JUST_NOW,
                List.of(Json.thing("{b: y}")),
                "{b: {type: string, x-kubernetes-validations: [{rule: self == oldSelf}]}}");
        Finding adjusted = adjust(finding("cel-transition-added", "spec.b", Severity.BREAK), evidence, "prod");

        assertThat(adjusted.up()).isEqualTo(Severity.BREAK);
        assertThat(adjusted.why()).endsWith("1 of 1 objects can no longer be edited: prod/shop/first.");
    }

    @Test
    void noObjectsLowerEverythingButWhatBreaksElsewhereOrLater() {
        Evidence none = evidence("prod", Extent.COMPLETE, JUST_NOW);

        assertThat(adjust(finding("nullable-removed", "spec.b", Severity.LOSS), none, "prod")
                        .up())
                .isEqualTo(Severity.WARN);
        assertThat(adjust(finding("crd-terminating", "", Severity.LOSS), none, "prod")
                        .up())
                .isEqualTo(Severity.LOSS);
        assertThat(adjust(finding("served-version-removed", "", Severity.BREAK), none, "prod")
                        .up())
                .isEqualTo(Severity.BREAK);
        assertThat(adjust(finding("scope-changed", "", Severity.REJECT), none, "prod")
                        .up())
                .isEqualTo(Severity.REJECT);
    }

    @Test
    void anObjectThatCannotBeReadMakesTheEvidencePartial() {
        VersionSchema today = new VersionSchema("v1", Json.schema(BEFORE), true);
        EvidenceCollector collector =
                EvidenceCollector.of("prod", today, Simulation.of(today, today, Ratcheting.ON), Set.of("spec.a"));
        collector.addUnreadable(new ObjectRef("prod", "shop", "first", ""), "500");

        Evidence evidence = collector.evidence(Extent.COMPLETE, JUST_NOW, "7");

        assertThat(adjust(removed("spec.a"), evidence, "prod").up()).isEqualTo(Severity.LOSS);
        assertThat(evidence.outcomes().get(Outcome.Kind.UNREADABLE).objects()).isEqualTo(1);
    }

    @Test
    void nothingIsProvedForNoTargets() {
        assertThat(adjust(removed("spec.a"), Evidence.NONE).up()).isEqualTo(Severity.LOSS);
    }

    @Test
    void sensitiveAndLongValuesAreNotKept() {
        Evidence evidence = evidence(
                "prod", Extent.COMPLETE, JUST_NOW, "{password: s3cret, b: %s, a: x}".formatted("y".repeat(99)));

        assertThat(evidence.usage().get("spec.password").values().kept())
                .allMatch(value -> value.startsWith("sha256:"));
        assertThat(evidence.usage().get("spec.b").values().kept()).allMatch(value -> value.startsWith("sha256:"));
        assertThat(evidence.usage().get("spec.a").values().kept()).containsExactly("\"x\"");
    }

    @Test
    void placesInListsAndMapsAreFound() {
        var found = new ArrayList<String>();
        Occurrences.each(
                Json.of("{spec: {l: [{a: 1}, {b: 2}, {a: 3}], m: {x.y: {a: 4}}, d.e: {f: 5}}}"),
                "spec.l[].a",
                value -> found.add(value.asText()));
        Occurrences.each(Json.of("{m: {x.y: {a: 4}}}"), "m{}.a", value -> found.add(value.asText()));
        Occurrences.each(Json.of("{d.e: {f: 5}}"), "d.e.f", value -> found.add(value.asText()));

        assertThat(found).containsExactly("1", "3", "4", "5");
    }

    @Property(tries = 200)
    void evidenceOfPagesIsTheSameInAnyOrderAndGrouping(@ForAll long seed) {
        var random = new Random(seed);
        var pages = new ArrayList<Evidence>();
        for (int page = 0; page < 5; page++) {
            var objects = new ArrayList<ObjectNode>();
            for (int number = 0; number < random.nextInt(12); number++) {
                ObjectNode object = Json.thing("{a: v%d, b: w%d}".formatted(random.nextInt(40), random.nextInt(3)));
                object.withObject("/metadata").put("name", "o-%d-%d".formatted(page, number));
                objects.add(object);
            }
            pages.add(of("c" + random.nextInt(2), EXTENTS.get(random.nextInt(3)), NOW.minusSeconds(page), objects));
        }
        Evidence inOrder = pages.stream().reduce(Evidence.NONE, Evidence::and);
        Evidence grouped =
                pages.get(0).and(pages.get(1)).and(pages.get(2).and(pages.get(3).and(pages.get(4))));
        Collections.shuffle(pages, random);

        assertThat(grouped).isEqualTo(inOrder);
        assertThat(pages.stream().reduce(Evidence.NONE, Evidence::and)).isEqualTo(inOrder);
    }

    private static Finding removed(String path) {
        return finding("field-removed", path, Severity.LOSS);
    }

    private static Finding finding(String rule, String path, Severity up) {
        return new Finding(rule, "v1", path, "", "", "It goes.", up, Severity.OK);
    }

    private static Finding adjust(Finding finding, Evidence evidence, String... targets) {
        return evidence.adjust(List.of(finding), Set.of(targets), NOW).getFirst();
    }

    private static Evidence evidence(String cluster, Extent extent, Instant since, String... specs) {
        return of(cluster, extent, since, Arrays.stream(specs).map(Json::thing).toList());
    }

    private static Evidence of(String cluster, Extent extent, Instant since, List<ObjectNode> objects) {
        return of(cluster, extent, since, objects, AFTER);
    }

    private static Evidence of(String cluster, Extent extent, Instant since, List<ObjectNode> objects, String after) {
        VersionSchema today = new VersionSchema("v1", Json.schema(BEFORE), true);
        VersionSchema tomorrow = new VersionSchema("v1", Json.schema(after), true);
        EvidenceCollector collector = EvidenceCollector.of(
                cluster,
                today,
                Simulation.of(today, tomorrow, Ratcheting.ON),
                Set.of("spec.a", "spec.b", "spec.password", "status.phase"));
        objects.forEach(collector::add);
        return collector.evidence(extent, since, "7");
    }
}
