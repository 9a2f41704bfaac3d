package io.kspec.lifecycle.crd.object.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.object.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleCostTest {
    private static final String QUADRATIC = "self.all(x, self.all(y, x <= y || y <= x))";

    /// The costs in the file are those that `apiextensions-apiserver` 0.35.4 with cel-go 0.26.0 counted for the same
    /// schema, value and rule.
    @Test
    void aRuleCostsWhatTheApiServerCounts() throws IOException {
        var wrong = new ArrayList<String>();
        List<String> rows = text("costs.txt").lines().toList();
        for (String row : rows) {
            String[] parts = row.strip().split(" ", 2);
            long ours = costOf(parts[1]).total();
            if (ours != Long.parseLong(parts[0])) {
                wrong.add("%d instead of %s: %s".formatted(ours, parts[0], parts[1]));
            }
        }

        assertThat(rows).hasSizeGreaterThan(140);
        assertThat(wrong).isEmpty();
    }

    private static RuleCost costOf(String rule) throws IOException {
        ObjectNode schema = Json.object(text("schema.yaml"));
        schema.putArray("x-kubernetes-validations").addObject().put("rule", rule);
        ObjectNode whole = Json.object("{type: object, properties: {spec: {}}}");
        whole.withObject("/properties").set("spec", schema);
        return Validation.create(CompiledSchema.of(whole), Json.thing(text("self.yaml")))
                .cost();
    }

    private static String text(String name) throws IOException {
        try (InputStream file = RuleCostTest.class.getResourceAsStream("/rule-costs/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theRulesOfAllPlacesCostTogether() {
        Checked checked = create("{type: integer, x-kubernetes-validations: [{rule: 'self >= 0'}]}", numbers(5));

        assertThat(checked.cost()).isEqualTo(new RuleCost(2, 10));
    }

    @ParameterizedTest
    @CsvSource({"400, true", "420, false"})
    void aRuleThatCostsMoreThanOneMayIsRefused(int items, boolean accepted) {
        Checked checked = list(QUADRATIC, items);

        assertThat(checked.accepted()).isEqualTo(accepted);
        assertThat(checked.cost().dearest() > RuleCost.MOST_OF_ONE).isEqualTo(!accepted);
        assertThat(checked.errors())
                .allSatisfy(error -> assertThat(error.message()).contains("1,000,000"));
    }

    @Test
    void orDoesNotHideThatARuleCostsTooMuch() {
        assertThat(list(QUADRATIC + " || true", 420).accepted()).isFalse();
    }

    @Test
    void rulesThatCostMoreTogetherThanAllMayAreRefusedAndNoMoreAreAsked() {
        String digits = "[1, 2, 3, 4, 5, 6, 7, 8, 9]";
        String dear = "%1$s.all(x, %1$s.all(y, %1$s.all(z, x + y + z > 0 && self > -1)))".formatted(digits);
        Checked checked =
                create("{type: integer, x-kubernetes-validations: [{rule: '%s'}]}".formatted(dear), numbers(2_000));

        assertThat(checked.errors()).singleElement().satisfies(error -> assertThat(error.message())
                .contains("10,000,000 together"));
        assertThat(checked.cost().dearest()).isLessThan(RuleCost.MOST_OF_ONE);
        assertThat(checked.cost().total()).isBetween(10_000_000L, 10_100_000L);
    }

    @ParameterizedTest
    @CsvSource({"799999, 1000000, false", "800000, 800000, true", "1000, 7999999, false", "1000, 8000000, true"})
    void fourFifthsOfALimitAreNear(long dearest, long total, boolean near) {
        assertThat(new RuleCost(dearest, total).isNear()).isEqualTo(near);
    }

    @Test
    void theNearerLimitIsTold() {
        assertThat(new RuleCost(900_000, 1_000_000).display())
                .isEqualTo("of whose rules one costs 900,000 of 1,000,000");
        assertThat(new RuleCost(1_000, 10_000_001).display())
                .isEqualTo("whose rules cost more than 10,000,000, so that it is refused");
        assertThat(new RuleCost(1_000, 9_100_000).display()).isEqualTo("whose rules cost 9,100,000 of 10,000,000");
    }

    private static Checked list(String rule, int items) {
        return Validation.create(
                Json.schema("{a: {type: array, items: {type: integer}, x-kubernetes-validations: [{rule: '%s'}]}}"
                        .formatted(rule)),
                Json.thing("{a: %s}".formatted(numbers(items))));
    }

    private static Checked create(String entry, String list) {
        return Validation.create(
                Json.schema("{a: {type: array, items: %s}}".formatted(entry)), Json.thing("{a: %s}".formatted(list)));
    }

    private static String numbers(int count) {
        return Collections.nCopies(count, 7).toString();
    }
}
