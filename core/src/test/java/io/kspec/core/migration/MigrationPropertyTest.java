package io.kspec.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.RandomTrees;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever a file holds.
final class MigrationPropertyTest {
    private static final String[] WORDS = {
        "kubernetes",
        "minVersion",
        "maxVersion",
        "excludedVersions",
        "podSecurity",
        "exemptions",
        "namespace",
        "level",
        "baseline",
        "restricted",
        "reason",
        "network",
        "defaultDeny",
        "requiredPolicies",
        "disallowedPorts",
        "workloads",
        "containers",
        "required",
        "forbidden",
        "key",
        "value",
        "exists",
        "securityContext.hostPID",
        "images",
        "allowedRegistries",
        "requireDigests",
        "rbac",
        "minimumRules",
        "apiGroup",
        "resource",
        "verbs",
        "admission",
        "type",
        "kyverno",
        "namePattern",
        "minCount",
        "policies",
        "compliance",
        "frameworks",
        "name",
        "controls",
        "mappings",
        "check",
        "enforcement",
        "mode",
        "enabled",
        "1.30.0",
        "version"
    };

    @Property(tries = 500)
    void theResultIsSoundAndMigratesToItself(@ForAll long seed) {
        for (String format : List.of("kspec.dev/v1", "kspec.io/v1alpha1")) {
            if (migrated(specification(format, seed)) instanceof Migrated.Rewritten once) {
                SpecReading<ClusterSpec> reading = SpecReading.of(once.json().path("spec"), FieldPath.of("spec"));
                assertThat(reading).isInstanceOfSatisfying(SpecReading.Read.class, read -> assertThat(
                                SpecValidation.of((ClusterSpec) read.value()).problems())
                        .isEmpty());
                assertThat(migrated(once.json())).isInstanceOfSatisfying(Migrated.Rewritten.class, twice -> {
                    assertThat(twice.json()).isEqualTo(once.json());
                    assertThat(twice.entries()).noneMatch(Entry::changed);
                });
            }
        }
    }

    @Property(tries = 500)
    void everyFieldIsAccountedForOnce(@ForAll long seed) {
        ObjectNode before = specification("kspec.dev/v1", seed);
        if (migrated(before) instanceof Migrated.Rewritten once) {
            var leaves = new ArrayList<FieldPath>();
            leaves(before, FieldPath.ROOT, leaves);
            assertThat(leaves).allSatisfy(leaf -> assertThat(once.entries())
                    .as(leaf.dotted())
                    .anyMatch(entry -> leaf.pointer().startsWith(entry.from().pointer())));
        }
    }

    @Property(tries = 500)
    void whatIsCarriedWithoutAWordIsTheSameValue(@ForAll long seed) {
        ObjectNode before = specification("kspec.dev/v1", seed);
        if (migrated(before) instanceof Migrated.Rewritten once) {
            List<JsonNode> values = new ArrayList<>();
            values(once.json(), values);
            assertThat(once.entries())
                    .filteredOn(entry ->
                            entry.fate() == Fate.CARRIED && entry.reason().isEmpty())
                    .allSatisfy(entry -> assertThat(values)
                            .as(entry.from().dotted())
                            .contains(before.at(entry.from().pointer())));
        }
    }

    @Property(tries = 300)
    void noDocumentMakesItThrow(@ForAll long seed) {
        ObjectNode any = RandomTrees.of(
                seed,
                "apiVersion",
                "kspec.dev/v1",
                "kind",
                "ClusterSpecification",
                "metadata",
                "name",
                "spec",
                "data",
                "labels",
                "annotations",
                "finalizers");
        any.put("apiVersion", seed % 2 == 0 ? "kspec.dev/v1" : "kspec.io/v1alpha1");
        for (String kind : List.of("ClusterSpecification", "ClusterTarget", "ComplianceReport", "DriftReport", "X")) {
            assertThat(migrated(any.put("kind", kind))).isNotNull();
        }
    }

    private static ObjectNode specification(String format, long seed) {
        ObjectNode document = RandomTrees.of(seed, "labels", "annotations", "name", "version", "description");
        ObjectNode whole = document.objectNode();
        whole.put("apiVersion", format).put("kind", "ClusterSpecification");
        whole.set("metadata", document.put("name", "old"));
        whole.set("spec", RandomTrees.of(~seed, WORDS));
        return whole;
    }

    private static Migrated migrated(JsonNode json) {
        var document = (Document) Documents.read("x", json.toPrettyString()).getFirst();
        return Migration.of(document).getFirst();
    }

    private static void leaves(JsonNode node, FieldPath at, List<FieldPath> found) {
        if (node.isEmpty()) {
            found.add(at);
        }
        for (int position = 0; node.isArray() && position < node.size(); position++) {
            leaves(node.path(position), at.index(position), found);
        }
        node.properties().forEach(field -> leaves(field.getValue(), at.field(field.getKey()), found));
    }

    private static void values(JsonNode node, List<JsonNode> found) {
        found.add(node);
        node.forEach(child -> values(child, found));
    }
}
