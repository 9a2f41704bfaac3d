package io.kspec.acceptance.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.kspec.testkit.Program;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values are typed, named and told: a typing error never becomes a silent default.
@Tag("apiserver")
final class ChartValuesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    replicaCount=0                      | at '/replicaCount': minimum: got 0, want 1
                    replicaCuont=2                      | additional properties 'replicaCuont' not allowed
                    webhook.certManger.enabled=true     | at '/webhook': additional properties 'certManger' not allowed
                    webhook.failurePolicy=Open          | at '/webhook/failurePolicy': value must be one of 'Fail', 'Ignore'
                    webhook.certManager.enabled=perhaps | at '/webhook/certManager/enabled': value must be one of 'auto'
                    enforcement.defaultMode=strict      | at '/enforcement/defaultMode': value must be one of 'monitor'
                    image.pullPolicy=Sometimes          | at '/image/pullPolicy': value must be one of 'IfNotPresent'
                    image.digest=sha256:12              | at '/image/digest': 'sha256:12' does not match pattern
                    reconciliation.interval=5           | at '/reconciliation/interval': got number, want string
                    reconciliation.interval=soon        | at '/reconciliation/interval': 'soon' does not match pattern
                    complianceReports.retention=0       | at '/complianceReports/retention': minimum: got 0, want 1
                    leaderElection.leaseDuration=0s     | at '/leaderElection/leaseDuration': '0s' does not match pattern
                    resources.limits.memory=lots        | at '/resources/limits/memory': 'lots' does not match pattern
                    remediation.enabled=maybe           | at '/remediation/enabled': got string, want boolean
                    exemptNamespaces={Not_A_Name}       | at '/exemptNamespaces/0': 'Not_A_Name' does not match pattern
                    networkPolicy.egressPorts={70000}   | at '/networkPolicy/egressPorts/0': maximum: got 70,000, want 65,535
                    """)
    void aWrongValueIsRefusedWithItsPlaceAndWhatWouldBeRight(String value, String sentence) {
        Program.Answer answer = Chart.template("--set=" + value);
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.stderr()).contains(sentence);
    }

    /// A schema that forgot a value would refuse it; one that says more than there is would take what nothing reads.
    @Test
    void theSchemaKnowsEveryValueAndNoOther() {
        JsonNode schema = Chart.yaml(Chart.FOLDER.resolve("values.schema.json"));
        var known = new TreeMap<String, String>();
        collect("", schema.path("properties"), known);
        assertThat(known.keySet()).containsExactlyInAnyOrderElementsOf(values().keySet());
    }

    @Test
    void everyObjectOfTheSchemaIsClosed() {
        List<JsonNode> objects = described(Chart.yaml(Chart.FOLDER.resolve("values.schema.json")));
        assertThat(objects).hasSizeGreaterThan(15).allSatisfy(object -> assertThat(object.path("additionalProperties"))
                .as(object.toString())
                .isEqualTo(BooleanNode.FALSE));
    }

    @Test
    void theReadMeNamesEveryValueAndNoOther() {
        Map<String, String> rows = Chart.text(Chart.FOLDER.resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .collect(Collectors.toMap(cells -> cells[1].replace("`", "").strip(), cells -> cells[2].strip()));
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(values().keySet());
        values().forEach((path, value) -> {
            if (rows.get(path).matches("`[^`]*`")) {
                assertThat(rows.get(path)).as(path).isEqualTo("`" + value + "`");
            }
        });
    }

    /// Values that are told together: their inside is Kubernetes' or the user's.
    private static Map<String, String> values() {
        var values = new TreeMap<String, String>();
        leaves("", Chart.yaml(Chart.FOLDER.resolve("values.yaml")), values);
        return values;
    }

    private static void leaves(String prefix, JsonNode object, Map<String, String> into) {
        object.properties().forEach(field -> {
            String path = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject() && !value.isEmpty() && !whole(path)) {
                leaves(path + ".", value, into);
            } else {
                into.put(
                        path,
                        value.isValueNode() ? value.asText() : value.toString().replace(",", ", "));
            }
        });
    }

    private static void collect(String prefix, JsonNode properties, Map<String, String> into) {
        properties.properties().forEach(field -> {
            String path = prefix + field.getKey();
            if (field.getValue().has("properties")) {
                collect(path + ".", field.getValue().path("properties"), into);
            } else if (!path.equals("global")) {
                into.put(path, "");
            }
        });
    }

    private static List<JsonNode> described(JsonNode schema) {
        Stream<JsonNode> below = Chart.stream(schema).flatMap(child -> described(child).stream());
        return (schema.path("properties").isObject() ? Stream.concat(Stream.of(schema), below) : below).toList();
    }

    private static boolean whole(String path) {
        return switch (path) {
            case "resources.requests", "resources.limits", "nodeSelector", "prometheusRule.labels" -> true;
            default -> false;
        };
    }
}
