package io.kspec.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.Yaml;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.MergeStrategy;
import io.kspec.core.spec.PolicyInheritance;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ResolutionPropertyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 100)
    void resolvingTwiceGivesTheSame(
            @ForAll("demands") ClusterSpec base, @ForAll("demands") ClusterSpec own, @ForAll MergeStrategy strategy) {
        assertThat(resolve(base, own, strategy)).isEqualTo(resolve(base, own, strategy));
    }

    @Property(tries = 100)
    void resolvingWhatIsResolvedChangesNothing(
            @ForAll("demands") ClusterSpec base, @ForAll("demands") ClusterSpec own, @ForAll MergeStrategy strategy) {
        if (resolve(base, own, strategy) instanceof Resolution.Resolved resolved) {
            assertThat(Resolution.of("own", resolved.effective(), Library.builtIn()))
                    .isInstanceOfSatisfying(Resolution.Resolved.class, again -> assertThat(again.effective())
                            .isEqualTo(resolved.effective()));
        }
    }

    @Property(tries = 100)
    void underMergeEveryOwnValueStands(@ForAll("demands") ClusterSpec base, @ForAll("demands") ClusterSpec own) {
        JsonNode effective = JSON.valueToTree(resolved(base, own, MergeStrategy.MERGE));

        assertHolds(effective, JSON.valueToTree(own));
    }

    @Property(tries = 100)
    void underOverrideASectionIsTheOwnOneOrElseThatOfTheBase(
            @ForAll("demands") ClusterSpec base, @ForAll("demands") ClusterSpec own) {
        ObjectNode expected = JSON.valueToTree(base);
        expected.setAll(JSON.<ObjectNode>valueToTree(own));

        assertThat(JSON.<JsonNode>valueToTree(resolved(base, own, MergeStrategy.OVERRIDE)))
                .isEqualTo(expected);
    }

    @Property(tries = 100)
    void underAppendTheBaseStandsWholeOrAContradictionIsNamed(
            @ForAll("demands") ClusterSpec base, @ForAll("demands") ClusterSpec own) {
        switch (resolve(base, own, MergeStrategy.APPEND)) {
            case Resolution.Resolved resolved -> {
                assertHolds(JSON.valueToTree(resolved.effective()), JSON.valueToTree(base));
                assertHolds(JSON.valueToTree(resolved.effective()), JSON.valueToTree(own));
            }
            case Resolution.Refused refused ->
                assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.what())
                        .contains("ClusterSpecification base", "ClusterSpecification own"));
        }
    }

    @Property(tries = 100)
    void joiningWithNothingChangesNothing(@ForAll("demands") ClusterSpec one, @ForAll MergeStrategy strategy) {
        ClusterSpec nothing = Yaml.spec("{}");

        assertThat(resolved(nothing, one, strategy)).isEqualTo(one);
        assertThat(resolved(one, nothing, strategy)).isEqualTo(one);
        assertThat(resolved(one, one, strategy)).isEqualTo(one);
    }

    @Property(tries = 100)
    void everyDemandHasOneOrigin(@ForAll("demands") ClusterSpec base, @ForAll("demands") ClusterSpec own) {
        if (resolve(base, own, MergeStrategy.MERGE) instanceof Resolution.Resolved resolved) {
            ObjectNode whole = JSON.createObjectNode();
            whole.set("spec", JSON.valueToTree(resolved.effective()));
            assertThat(resolved.origins())
                    .allSatisfy(origin -> assertThat(
                                    whole.at(origin.path().pointer()).toString())
                            .isEqualTo(origin.value()))
                    .doesNotHaveDuplicates();
        }
    }

    @Property(tries = 100)
    void noPlaceholderIsLeft(@ForAll("texts") String given) {
        Library library = Libraries.templates("""
                t:
                  parameters: [{name: a, required: true}]
                  policy:
                    rules: [{name: r, expression: '${a} == "${a}"', message: 'x${a}${a}'}]
                    network: {requiredPolicies: [{name: n, description: '${a}'}]}
                """);
        ClusterSpec own = Yaml.spec(
                JSON.valueToTree(Map.of("policyTemplate", Map.of("name", "t", "parameters", Map.of("a", given)))));

        switch (Resolution.of("own", own, library)) {
            case Resolution.Resolved(ClusterSpec effective, var _, var _) -> {
                assertThat(JSON.<JsonNode>valueToTree(effective).toString()).doesNotContain("${");
                assertThat(effective.network().requiredPolicies().getFirst().description())
                        .isEqualTo(given);
            }
            case Resolution.Refused refused -> assertThat(given + given).contains("${");
        }
    }

    /// Every scalar, and every key of every list, of `part`.
    private static void assertHolds(JsonNode whole, JsonNode part) {
        Piece.of(part, "part").origins().forEach(origin -> {
            String pointer = origin.path().pointer().replaceFirst("^/spec", "");
            JsonNode value = part.at(pointer);
            String parent = pointer.substring(0, pointer.lastIndexOf('/'));
            if (part.at(parent).isArray()) {
                assertThat(whole.at(parent)).contains(value);
            } else {
                assertThat(whole.at(pointer)).isEqualTo(value);
            }
        });
    }

    private static Resolution resolve(ClusterSpec base, ClusterSpec own, MergeStrategy strategy) {
        ObjectNode tree = JSON.valueToTree(own);
        tree.set("policyInheritance", JSON.valueToTree(new PolicyInheritance(List.of("base"), strategy, null)));
        Library library = Libraries.specifications("base: " + JSON.<JsonNode>valueToTree(base));
        return Resolution.of("own", Yaml.spec(tree), library);
    }

    private static ClusterSpec resolved(ClusterSpec base, ClusterSpec own, MergeStrategy strategy) {
        return switch (resolve(base, own, strategy)) {
            case Resolution.Resolved resolved -> resolved.effective();
            case Resolution.Refused refused -> throw new AssertionError(refused);
        };
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab${}\\ \"'").ofMinLength(0).ofMaxLength(8);
    }

    /// Specifications that demand a few things each, often the same ones with other values.
    @Provide
    Arbitrary<ClusterSpec> demands() {
        return Arbitraries.longs().map(seed -> demands(new Random(seed)));
    }

    private static ClusterSpec demands(Random random) {
        var tree = JSON.createObjectNode();
        List<String> levels = List.of("privileged", "baseline", "restricted");
        if (random.nextBoolean()) {
            tree.putObject("podSecurity").put("enforce", levels.get(random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            tree.putObject("network").put("defaultDenyIngress", random.nextBoolean());
            tree.withObject("/network").putArray("disallowedPorts").add(22 + random.nextInt(2));
        }
        if (random.nextBoolean()) {
            ObjectNode images = tree.putObject("workloads").putObject("images");
            images.put("requireDigests", random.nextBoolean());
            images.putArray("allowedRegistries").add("r%d.example.com".formatted(random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            tree.withObject("/workloads/containers")
                    .putArray("required")
                    .addObject()
                    .put("key", random.nextBoolean() ? "image" : "stdin")
                    .put("value", "%d".formatted(random.nextInt(2)));
        }
        if (random.nextBoolean()) {
            tree.putArray("rules")
                    .addObject()
                    .put("name", "r%d".formatted(random.nextInt(2)))
                    .put("expression", "%d == 1".formatted(random.nextInt(2)));
        }
        return Yaml.spec(tree);
    }
}
