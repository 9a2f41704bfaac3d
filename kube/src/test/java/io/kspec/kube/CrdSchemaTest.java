package io.kspec.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.kspec.kube.resource.Crds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CrdSchemaTest {
    @Test
    void theDefinitionsAreNamedAsUsersTypeThem() {
        assertThat(Crds.all())
                .extracting(
                        crd -> crd.getSpec().getNames().getKind(),
                        crd -> crd.getSpec().getScope(),
                        crd -> crd.getSpec().getNames().getShortNames())
                .containsExactly(
                        tuple("ClusterSpecification", "Cluster", List.of("clusterspec", "cspec")),
                        tuple("ClusterTarget", "Namespaced", List.of("ctarget")),
                        tuple("ComplianceReport", "Namespaced", List.of("compreport")),
                        tuple("DriftConfig", "Namespaced", List.of("driftcfg")),
                        tuple("DriftReport", "Namespaced", List.of("driftrep")),
                        tuple("PolicyTemplate", "Cluster", List.of("ptemplate")),
                        tuple("DevOpsPolicy", "Namespaced", List.of("dop")));
        assertThat(Crds.all()).filteredOn(CrdSchemaTest::isOurs).hasSize(6).allSatisfy(crd -> {
            assertThat(crd.getSpec().getNames().getCategories()).containsExactly("kspec");
            assertThat(crd.getSpec().getVersions()).singleElement().satisfies(version -> {
                assertThat(version.getName()).isEqualTo("v1alpha1");
                assertThat(version.getServed()).isTrue();
                assertThat(version.getStorage()).isTrue();
            });
        });
        assertThat(Crds.all())
                .filteredOn(crd -> crd.getSpec().getVersions().getFirst().getSubresources() == null)
                .extracting(crd -> crd.getSpec().getNames().getKind())
                .as("kinds without a status")
                .containsExactly("PolicyTemplate");
    }

    @Test
    void theColumnsStandInTheOrderTheyArePrinted() {
        assertThat(columns("ClusterSpecification"))
                .containsExactly("Ready", "Phase", "Mode", "Score", "Failed", "Last Scan", "Target (wide)", "Age");
        assertThat(columns("ClusterTarget"))
                .containsExactly(
                        "API Server",
                        "Reachable",
                        "Version",
                        "Platform",
                        "Enforce",
                        "Nodes (wide)",
                        "Checked (wide)",
                        "Age");
        assertThat(columns("ComplianceReport"))
                .containsExactly("Cluster", "Cluster Spec", "Pass Rate", "Failed", "Scan Time", "Age");
        assertThat(columns("DriftConfig")).containsExactly("Spec", "Interval", "Auto", "Last Run", "Age");
        assertThat(columns("DriftReport"))
                .containsExactly(
                        "Cluster",
                        "Cluster Spec",
                        "Drift",
                        "Severity",
                        "Events",
                        "Remediated",
                        "Detection Time",
                        "Age");
        assertThat(columns("PolicyTemplate")).containsExactly("Category", "Version", "Description (wide)", "Age");
    }

    @Test
    void everyFieldHasADescription() {
        assertThat(properties())
                .hasSizeGreaterThan(250)
                .allSatisfy((path, schema) ->
                        assertThat(schema.getDescription()).as(path).isNotBlank());
    }

    @Test
    void everyListSaysHowItIsMergedAndEveryKeyedOneRequiresItsKey() {
        Map<String, JSONSchemaProps> lists = new TreeMap<>(properties());
        lists.values().removeIf(schema -> !"array".equals(schema.getType()));

        assertThat(lists).isNotEmpty().allSatisfy((path, schema) -> {
            assertThat(schema.getXKubernetesListType()).as(path).isIn("atomic", "map");
            assertThat(schema.getMaxItems()).as(path).isPositive();
            for (String key : schema.getXKubernetesListMapKeys()) {
                assertThat(schema.getItems().getSchema().getRequired()).as(path).contains(key);
            }
        });
        assertThat(lists.get("ClusterSpecification.spec.policyExemptions").getXKubernetesListMapKeys())
                .containsExactly("name");
        assertThat(lists.get("ClusterSpecification.status.conditions").getXKubernetesListMapKeys())
                .containsExactly("type");
    }

    @Test
    void timesHaveTheFormatOfTimes() {
        assertThat(properties()).allSatisfy((path, schema) -> {
            boolean time = path.matches(".*(Time|At|NotAfter|Checked|From|Expiry|[.]time)")
                    && !path.matches(".*activePeriods[.].*|.*platform");
            if (time) {
                assertThat(schema.getFormat()).as(path).isEqualTo("date-time");
            }
        });
    }

    @Test
    void wordsOfAStatusDifferByKind() {
        assertThat(words("ClusterSpecification.status.phase")).containsExactly("Pending", "Active", "Failed");
        assertThat(words("ComplianceReport.status.phase")).containsExactly("Pending", "Completed", "Failed");
        assertThat(words("DriftReport.status.phase")).containsExactly("Pending", "InProgress", "Completed", "Failed");
        assertThat(words("ComplianceReport.spec.results.status"))
                .containsExactly("Pass", "Fail", "Manual", "NotEvaluated", "Skip", "Error");
        assertThat(words("ComplianceReport.spec.results.severity"))
                .containsExactlyInAnyOrder("Low", "Medium", "High", "Critical");
        assertThat(words("ClusterSpecification.spec.enforcement.mode"))
                .containsExactlyInAnyOrder("monitor", "audit", "enforce");
    }

    @Test
    void whatMayBeAnythingHasNoType() {
        JSONSchemaProps value = properties().get("ClusterSpecification.spec.workloads.containers.required.value");
        JSONSchemaProps framework = properties()
                .get("ClusterSpecification.spec.compliance.frameworks")
                .getItems()
                .getSchema();

        assertThat(List.of(value, framework)).allSatisfy(schema -> {
            assertThat(schema.getType()).isNull();
            assertThat(schema.getXKubernetesPreserveUnknownFields()).isTrue();
        });
        assertThat(properties().get("PolicyTemplate.spec.policy")).satisfies(policy -> {
            assertThat(policy.getType()).isEqualTo("object");
            assertThat(policy.getXKubernetesPreserveUnknownFields()).isTrue();
        });
        assertThat(properties().get("DriftReport.spec.events.actual").getNullable())
                .isTrue();
    }

    @Test
    void reportsMayNotBeChanged() {
        assertThat(Map.of("ComplianceReport", rules("ComplianceReport.spec"), "DriftReport", rules("DriftReport.spec")))
                .contains(
                        entry("ComplianceReport", List.of("self == oldSelf")),
                        entry("DriftReport", List.of("self == oldSelf")));
    }

    @Test
    void noSettingOfAModeHasADefaultThatWouldHideItsAbsence() {
        assertThat(properties()).allSatisfy((path, schema) -> {
            if (path.contains(".spec.enforcement") || path.matches(".*[.]spec[.]webhooks[.][a-zA-Z]+")) {
                assertThat(schema.getDefault()).as(path).isNull();
            }
        });
    }

    private static boolean isOurs(CustomResourceDefinition crd) {
        return crd.getSpec().getGroup().equals("kspec.io");
    }

    private static List<String> columns(String kind) {
        return crd(kind).getSpec().getVersions().getFirst().getAdditionalPrinterColumns().stream()
                .map(CrdSchemaTest::column)
                .toList();
    }

    private static String column(CustomResourceColumnDefinition column) {
        return column.getName() + (column.getPriority() == 0 ? "" : " (wide)");
    }

    private static List<String> words(String path) {
        return properties().get(path).getEnum().stream().map(JsonNode::asText).toList();
    }

    private static List<String> rules(String path) {
        return properties().get(path).getXKubernetesValidations().stream()
                .map(rule -> rule.getRule())
                .toList();
    }

    private static CustomResourceDefinition crd(String kind) {
        return Crds.all().stream()
                .filter(crd -> crd.getSpec().getNames().getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /// Every property of every kind, by `Kind.path.of.fields`; lists add nothing to a path.
    private static Map<String, JSONSchemaProps> properties() {
        var found = new TreeMap<String, JSONSchemaProps>();
        for (CustomResourceDefinition crd : Crds.all()) {
            collect(
                    crd.getSpec().getNames().getKind(),
                    crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(),
                    found);
        }
        return found;
    }

    private static void collect(String path, JSONSchemaProps schema, Map<String, JSONSchemaProps> found) {
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> {
                found.put(path + "." + name, property);
                collect(path + "." + name, property, found);
            });
        }
        if (schema.getItems() != null) {
            collect(path, schema.getItems().getSchema(), found);
        }
    }
}
