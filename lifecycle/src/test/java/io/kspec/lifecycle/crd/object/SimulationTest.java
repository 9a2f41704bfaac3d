package io.kspec.lifecycle.crd.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.crd.object.Outcome.Kind;
import io.kspec.lifecycle.crd.object.schema.CompiledSchema;
import io.kspec.lifecycle.crd.object.schema.Ratcheting;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulationTest {
    @Test
    void anUnchangedSchemaDoesNothing() {
        Simulated simulated = simulate("{a: {type: string}}", "{a: {type: string}}", "{a: x}");

        assertThat(simulated.isOk()).isTrue();
        assertThat(simulated.weight(Circumstances.UNKNOWN)).isEqualTo(Severity.OK);
    }

    @Test
    void aRemovedFieldIsPrunedWithWhatItHolds() {
        Simulated simulated = simulate(
                "{a: {type: object, properties: {b: {type: string}, c: {type: string}}}}",
                "{a: {type: object, properties: {c: {type: string}}}}",
                "{a: {b: x}}");

        assertThat(pointers(simulated, Kind.PRUNED)).containsExactly("/spec/a/b");
        assertThat(pointers(simulated, Kind.EMPTIED)).containsExactly("/spec/a");
        assertThat(simulated.weight(Circumstances.UNKNOWN)).isEqualTo(Severity.LOSS);
    }

    @Test
    void aNullThatMayNoLongerBeIsEmptied() {
        Simulated simulated =
                simulate("{a: {type: string, nullable: true}}", "{a: {type: string, default: x}}", "{a: null}");

        assertThat(pointers(simulated, Kind.EMPTIED)).containsExactly("/spec/a");
    }

    @Test
    void aNewDefaultIsRedefaulted() {
        Simulated simulated = simulate("{a: {type: string}}", "{a: {type: string, default: x}}", "{}");

        assertThat(simulated.outcomes()).extracting(Outcome::kind).containsExactly(Kind.REDEFAULTED);
        assertThat(simulated.weight(Circumstances.UNKNOWN)).isEqualTo(Severity.WARN);
    }

    @Test
    void aFieldNewlyRequiredStopsEditsOfItsParentAlone() {
        String before = "{o: {type: object, properties: {a: {type: string}, b: {type: string}}}, c: {type: string}}";
        String after = before.replace("{o: {type: object,", "{o: {type: object, required: [b],");
        Simulated simulated = simulate(before, after, "{o: {a: x}, c: y}");

        assertThat(simulated.outcomes()).extracting(Outcome::kind).containsExactly(Kind.UNEDITABLE, Kind.UNRECREATABLE);
        assertThat(pointers(simulated, Kind.UNEDITABLE)).containsExactly("/spec/o");
        assertThat(pointers(simulated, Kind.UNRECREATABLE)).containsExactly("/spec/o/b");
        assertThat(simulated.weight(new Circumstances(false, false))).isEqualTo(Severity.WARN);
    }

    @Test
    void withoutForgivingEvenLabelsCanNoLongerChange() {
        Simulated simulated = simulation(
                        "{a: {type: string}}", "{a: {type: string, maxLength: 1}}", Ratcheting.OFF, List.of())
                .simulate("prod", Json.thing("{a: xx}"));

        assertThat(simulated.has(Kind.FROZEN)).isTrue();
        assertThat(simulated.has(Kind.UNREPORTABLE)).isFalse();
    }

    @Test
    void anEnumValueThatGoesLeavesTheObjectEditable() {
        Simulated simulated = simulate(
                "{a: {type: string, enum: [x, y]}, b: {type: integer}}",
                "{a: {type: string, enum: [y]}, b: {type: integer}}",
                "{a: x, b: 1}");

        assertThat(simulated.outcomes()).extracting(Outcome::kind).containsExactly(Kind.UNRECREATABLE);
    }

    @Test
    void aRuleAtTheRootFreezesTheObject() {
        Simulated simulated = simulation(
                        "{a: {type: string}}", "{a: {type: string}}", Ratcheting.ON, List.of("self.spec.a != 'x'"))
                .simulate("prod", Json.thing("{a: x}"));

        assertThat(simulated.outcomes())
                .extracting(Outcome::kind)
                .contains(Kind.FROZEN, Kind.UNREPORTABLE, Kind.UNRECREATABLE);
    }

    @Test
    void aFieldThatMayNoLongerChangeIsUneditable() {
        Simulated simulated = simulate(
                "{a: {type: string}, b: {type: string}}",
                "{a: {type: string, x-kubernetes-validations: [{rule: self == oldSelf}]}, b: {type: string}}",
                "{a: x, b: y}");

        assertThat(simulated.outcomes()).extracting(Outcome::kind).containsExactly(Kind.UNEDITABLE);
    }

    @Test
    void whatIsRefusedTodayIsToldApart() {
        String schema = "{a: {type: string, maxLength: 1}}";
        Simulated simulated = simulate(schema, schema, "{a: xx}");

        assertThat(simulated.outcomes()).extracting(Outcome::kind).containsExactly(Kind.ALREADY_BAD);
        assertThat(simulated.weight(Circumstances.UNKNOWN)).isEqualTo(Severity.OK);
    }

    @Test
    void aRuleThatCannotBeEvaluatedWeighsAsABreak() {
        Simulated simulated = simulate(
                "{a: {type: string}}",
                "{a: {type: string, x-kubernetes-validations: [{rule: 'isQuantity(self)'}]}}",
                "{a: x}");

        assertThat(simulated.has(Kind.UNKNOWN)).isTrue();
        assertThat(simulated.weight(Circumstances.UNKNOWN)).isEqualTo(Severity.BREAK);
    }

    @Test
    void aRuleThatCouldNotBeEvaluatedBeforeEitherDoesNotCount() {
        String schema = "{a: {type: string, x-kubernetes-validations: [{rule: 'isQuantity(self)'}]}}";

        assertThat(simulate(schema, schema, "{a: x}").isOk()).isTrue();
    }

    @Test
    void sentencesHoldNoValues() {
        Simulated simulated = simulate("{a: {type: string}}", "{a: {type: string, maxLength: 1}}", "{a: s3cret}");

        assertThat(simulated.outcomes())
                .allSatisfy(outcome -> assertThat(outcome.because()).doesNotContain("s3cret"));
    }

    @Test
    void aFieldOfOneVersionIsLostOnTheWayThroughAnother() {
        VersionSchema v1 = new VersionSchema("v1", Json.schema("{a: {type: string}, b: {type: string}}"), true);
        VersionSchema v2 = new VersionSchema("v2", Json.schema("{a: {type: string}}"), true);

        assertThat(ConversionProbe.between("prod", "example.com", v1, v2, Json.thing("{a: x, b: y}"))
                        .lost())
                .containsExactly("/spec/b");
        assertThat(ConversionProbe.between("prod", "example.com", v1, v2, Json.thing("{a: x}"))
                        .isLossless())
                .isTrue();
        assertThat(ConversionProbe.all("prod", "example.com", List.of(v1, v2), List.of(v1, v2), Json.thing("{a: x}")))
                .extracting(ConversionProbe.RoundTrip::through)
                .containsExactly("v2", "v1");
        assertThat(ConversionProbe.between("prod", "example.com", v2, v1, Json.thing("{a: x}"))
                        .isLossless())
                .isTrue();
    }

    private static List<String> pointers(Simulated simulated, Kind kind) {
        return simulated.outcomes().stream()
                .filter(outcome -> outcome.kind() == kind)
                .flatMap(outcome -> outcome.pointers().stream())
                .toList();
    }

    private static Simulated simulate(String before, String after, String spec) {
        return simulation(before, after, Ratcheting.ON, List.of()).simulate("prod", Json.thing(spec));
    }

    private static Simulation simulation(
            String before, String after, Ratcheting ratcheting, List<String> rulesAtTheRoot) {
        ObjectNode changed = Json.declared(after);
        rulesAtTheRoot.forEach(rule ->
                changed.withArray("/x-kubernetes-validations").addObject().put("rule", rule));
        return Simulation.of(
                new VersionSchema("v1", Json.schema(before), true),
                new VersionSchema("v1", CompiledSchema.of(changed), true),
                ratcheting);
    }
}
