package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expressions: rows 88 to 97 of the catalogue.
final class CelRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [] | [{rule: self > 1}] | cel-rule-added spec.a break/ok
            [{rule: self > 1}] | [{rule: self > 1}, {rule: self < 9}] | cel-rule-added spec.a break/ok
            [{rule: self > 1}] | [{rule: self > 2}] | cel-rule-changed spec.a break/break
            [{rule: self > 1, message: small}, {rule: self < 9}] | [{rule: self < 9}, {rule: self > 2, message: small}] | cel-rule-changed spec.a break/break
            [{rule: self > 1}] | [{rule: '  self>1 '}] |
            [{rule: "self == 'a  b'"}] | [{rule: "self == 'a b'"}] | cel-rule-changed spec.a break/break
            [{rule: self > 1}] | [] | cel-rule-removed spec.a warn/break
            [{rule: self > 1}, {rule: self < 9}] | [{rule: self < 9}, {rule: self > 1}] |
            [] | [{rule: self == oldSelf}] | cel-transition-added spec.a break/ok
            [] | [{rule: "'oldSelf' == 'x' && self > 1"}] | cel-rule-added spec.a break/ok
            [{rule: self == oldSelf.value()}] | [{rule: self == oldSelf.value(), optionalOldSelf: true}] | cel-optional-old-self-changed spec.a break/warn
            [{rule: self > 1}] | [{rule: self > 1, someday: true}] | unknown-change spec.a break/break
            [{rule: self > 1}] | [{rule: self > 1, message: small}] | cel-text-changed spec.a info/info
            """)
    void expressionsArePairedByWhatTheySay(String before, String after, String findings) {
        String node = "type: integer, x-kubernetes-validations: ";
        assertThat(Crds.betweenNodes(node + before, node + after)).containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @Test
    void anExpressionAtTheRootBlocksFinalizersAndStatusToo() {
        assertThat(Crds.told(Crds.schemas(
                        "{type: object}", "{type: object, x-kubernetes-validations: [{rule: has(self.spec)}]}")))
                .containsExactly("cel-rule-at-root break/ok");
    }

    @Test
    void aNewFieldMayBringItsExpressions() {
        assertThat(Crds.between(
                        "b: {type: string}",
                        "b: {type: string}, c: {type: integer, x-kubernetes-validations: [{rule: self > 1}]}"))
                .containsExactly("field-added-optional spec.c ok/loss");
    }

    @Test
    void whatTheOldestClusterDoesNotKnowIsRefusedThere() {
        Crd old = Crds.withProperties("a: {type: string}");
        Crd next = Crds.withProperties("a: {type: string, x-kubernetes-validations: [{rule: isIP(self)}]}");
        assertThat(Crds.told(Crds.compare(old, next, oldest(30))))
                .contains("cel-library-too-new v1 spec.a reject/ok", "cel-rule-added v1 spec.a break/ok");
        assertThat(Crds.told(Crds.compare(old, next, oldest(31)))).containsExactly("cel-rule-added v1 spec.a break/ok");
        assertThat(Crds.told(Crds.compare(next, next, oldest(30)))).isEmpty();
    }

    @Test
    void whatProbesSawOfCostsIsTold() {
        Crd crd = Crds.withProperties("a: {type: string}");
        var seen = new Surroundings(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new Observation.CelCostRefused("v1", "spec.a", "estimated cost 12,000,000 of 10,000,000"),
                        new Observation.CelRuntimeCost("v1", "spec.a", "shop/big costs 9,100,000")));
        assertThat(Crds.told(Crds.compare(crd, crd, seen)))
                .containsExactly("cel-cost-exceeded v1 spec.a reject/reject", "cel-runtime-cost v1 spec.a warn/ok");
    }

    private static Surroundings oldest(int minor) {
        return new Surroundings(
                Optional.of(minor), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}
