package io.kspec.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an API server with the published definitions says is tested in the command line's `OpenReportsIT`.
final class OpenReportsReportTest {
    @Test
    void aNamespaceHasItsOwnReportAndTheClusterHasTheRest() {
        List<JsonNode> items = items(Reports.rich());
        assertThat(items).extracting(item -> item.path("kind").asText()).containsExactly("ClusterReport", "Report");
        assertThat(items.get(1).at("/metadata/namespace").asText()).isEqualTo("shop");
        assertThat(items.get(1).at("/scope/name").asText()).isEqualTo("shop");
        assertThat(items).allSatisfy(item -> {
            assertThat(item.at("/metadata/name").asText()).isEqualTo("kspec-production");
            assertThat(item.at("/metadata/labels/app.kubernetes.io~1managed-by").asText())
                    .isEqualTo("kspec");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "containers-are-unprivileged, fail",
        "namespaces-are-labelled,     fail",
        "policies-exist,              pass",
        "host-paths-are-unused,       skip",
        "a-person-reviews-access-rights,     skip",
        "secrets-are-encrypted-at-rest,       error",
        "nodes-are-patched,           skip"
    })
    void everyStatusHasItsWord(String rule, String word) {
        assertThat(results(Reports.rich(), rule))
                .first()
                .satisfies(result -> assertThat(result.path("result").asText()).isEqualTo(word));
    }

    @Test
    void countsEqualTheResultsAndAreAlwaysWritten() {
        for (Report report : List.of(Reports.rich(), Reports.empty())) {
            for (JsonNode item : items(report)) {
                assertThat(item.path("summary").properties()).hasSize(5);
                int counted = item.path("summary").properties().stream()
                        .mapToInt(count -> count.getValue().asInt())
                        .sum();
                assertThat(counted).isEqualTo(item.path("results").size());
            }
        }
    }

    @Test
    void anEmptyScanIsAClusterReportWithoutResults() {
        assertThat(items(Reports.empty()))
                .singleElement()
                .satisfies(item -> assertThat(item.path("kind").asText()).isEqualTo("ClusterReport"));
    }

    @Test
    void timeIsCountedInSecondsAndNanoseconds() {
        JsonNode time = results(Reports.rich(), "policies-exist").getFirst().path("timestamp");
        assertThat(time.path("seconds").asLong()).isEqualTo(Reports.AT.getEpochSecond());
        assertThat(time.path("nanos").asInt()).isEqualTo(7);
    }

    @Test
    void manualAndExemptedSaySoBesideTheirSkip() {
        assertThat(results(Reports.rich(), "a-person-reviews-access-rights"))
                .singleElement()
                .satisfies(result ->
                        assertThat(result.at("/properties/manual").asText()).isEqualTo("true"));
        assertThat(results(Reports.rich(), "host-paths-are-unused"))
                .singleElement()
                .satisfies(result ->
                        assertThat(result.at("/properties/exemption").asText()).isEqualTo("log-shipper-until-march"));
    }

    @Test
    void aNamespaceThatNoClusterCanHaveIsReportedByTheCluster() {
        JsonNode cluster = items(Reports.rich()).getFirst();
        assertThat(cluster.path("results").findValuesAsText("namespace")).contains(Reports.WEIRD);
    }

    @Test
    void whatIsTooLargeForOneObjectGoesOnInAnother() {
        List<JsonNode> items = items(Reports.large(3_000));
        assertThat(items)
                .hasSizeGreaterThan(2)
                .allSatisfy(item -> assertThat(item.toString().length()).isLessThan(1_500_000));
        assertThat(items)
                .extracting(item -> item.at("/metadata/name").asText())
                .startsWith("kspec-production", "kspec-production", "kspec-production-2");
        assertThat(items.stream().mapToInt(item -> item.path("results").size()).sum())
                .isEqualTo(3_000);
    }

    @Test
    void aSpecificationOfAnyNameGivesANameThatAServerTakes() {
        Report report = Reports.empty();
        var odd = new Provenance("1", "Prod. Cluster/ÄÖ", "", "", Provenance.SubjectType.FILES, Reports.AT);
        assertThat(items(new Report(odd, report.summary(), List.of(), List.of(), Optional.empty())))
                .singleElement()
                .satisfies(
                        item -> assertThat(item.at("/metadata/name").asText()).isEqualTo("kspec-prod-cluster"));
    }

    private static List<JsonNode> results(Report report, String rule) {
        return items(report).stream()
                .flatMap(item -> StreamSupport.stream(item.path("results").spliterator(), false))
                .filter(result -> result.path("rule").asText().equals(rule))
                .toList();
    }

    private static List<JsonNode> items(Report report) {
        JsonNode list = Schemas.json(Reports.written(Format.OPENREPORTS, report));
        assertThat(list.path("kind").asText()).isEqualTo("List");
        return StreamSupport.stream(list.path("items").spliterator(), false).toList();
    }
}
