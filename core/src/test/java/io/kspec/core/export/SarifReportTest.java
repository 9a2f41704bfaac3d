package io.kspec.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SarifReportTest {
    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"SARIF", "SARIF_FULL"})
    void theSchemaTakesARichAndAnEmptyReport(Format format) {
        assertThat(Schemas.sarif(Reports.written(format, Reports.rich()))).isEmpty();
        assertThat(Schemas.sarif(Reports.written(format, Reports.empty()))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoSarif() {
        assertThat(Schemas.sarif("{\"version\": \"2.1.0\", \"runs\": [{\"results\": []}]}"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "containers-are-unprivileged, fail,          error",
        "namespaces-are-labelled,     fail,          warning",
        "image-tags-are-given,              fail,          note",
        "host-paths-are-unused,       fail,          error",
        "policies-exist,              pass,          none",
        "a-person-reviews-access-rights,     review,        none",
        "secrets-are-encrypted-at-rest,       open,          none",
        "nodes-are-patched,           notApplicable, none"
    })
    void everyStatusHasItsKindAndLevel(String rule, String kind, String level) {
        assertThat(results(run(Format.SARIF_FULL, Reports.rich())))
                .filteredOn(result -> result.path("ruleId").asText().equals(rule))
                .isNotEmpty()
                .allSatisfy(result -> {
                    assertThat(result.path("kind").asText()).isEqualTo(kind);
                    assertThat(result.path("level").asText()).isEqualTo(level);
                });
    }

    @Test
    void whatNeedsNobodyIsLeftOutForHostsThatTakeEveryResultForAProblem() {
        JsonNode run = run(Format.SARIF, Reports.rich());
        assertThat(results(run))
                .extracting(result -> result.path("kind").asText())
                .contains("fail", "open", "review")
                .doesNotContain("pass", "notApplicable");
        assertThat(run.path("properties").path("passed").asInt()).isEqualTo(2);
        assertThat(run.path("tool").path("driver").path("rules")).hasSize(8);
    }

    @Test
    void everyResultHasAnAddressForHostsThatRefuseOneWithout() {
        assertThat(results(run(Format.SARIF_FULL, Reports.rich()))).allSatisfy(result -> {
            JsonNode physical = result.path("locations").path(0).path("physicalLocation");
            assertThat(physical.path("artifactLocation").path("uri").asText()).matches("[A-Za-z0-9%._~/-]+");
            assertThat(physical.path("region").path("startLine").asInt()).isPositive();
        });
    }

    @Test
    void aFindingOfAFilePointsAtItsLineAndOneOfAClusterAtItsObject() {
        List<JsonNode> results = results(run(Format.SARIF, Reports.rich()));
        JsonNode file = results.get(0).path("locations").path(0);
        assertThat(file.at("/physicalLocation/artifactLocation/uri").asText()).isEqualTo("deploy/my%20app.yaml");
        assertThat(file.at("/physicalLocation/region/startLine").asInt()).isEqualTo(7);
        assertThat(file.at("/physicalLocation/region/startColumn").asInt()).isEqualTo(3);
        JsonNode object = results.get(1).path("locations").path(0);
        assertThat(object.at("/physicalLocation/artifactLocation/uri").asText()).startsWith("cluster/%3Cscript");
        assertThat(object.at("/logicalLocations/0/fullyQualifiedName").asText()).contains("/Pod/");
    }

    @Test
    void anExemptedFindingIsSuppressedAndNotHidden() {
        assertThat(results(run(Format.SARIF, Reports.rich())))
                .filteredOn(result -> result.has("suppressions"))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.at("/suppressions/0/justification").asText())
                            .contains("log-shipper-until-march");
                    assertThat(result.at("/suppressions/0/status").asText()).isEqualTo("accepted");
                });
    }

    @Test
    void whatCouldNotBeReadIsANotificationAndMakesTheRunUnsuccessful() {
        JsonNode invocation = run(Format.SARIF, Reports.rich()).at("/invocations/0");
        assertThat(invocation.path("executionSuccessful").asBoolean()).isFalse();
        assertThat(invocation.path("toolExecutionNotifications"))
                .extracting(one -> one.at("/associatedRule/id").asText())
                .containsExactly("containers-are-unprivileged", "secrets-are-encrypted-at-rest");
        assertThat(run(Format.SARIF, Reports.empty())
                        .at("/invocations/0/executionSuccessful")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void everyIndexPointsAtWhatItNames() {
        JsonNode run = run(Format.SARIF_FULL, Reports.rich());
        for (JsonNode result : results(run)) {
            assertThat(run.at("/tool/driver/rules/%d/id"
                            .formatted(result.path("ruleIndex").asInt())))
                    .isEqualTo(result.path("ruleId"));
            for (JsonNode taxon : result.path("taxa")) {
                JsonNode taxonomy = run.at("/taxonomies/%d"
                        .formatted(taxon.at("/toolComponent/index").asInt()));
                assertThat(taxonomy.path("name")).isEqualTo(taxon.at("/toolComponent/name"));
                assertThat(taxonomy.at(
                                "/taxa/%d/id".formatted(taxon.path("index").asInt())))
                        .isEqualTo(taxon.path("id"));
            }
        }
    }

    @Test
    void moreResultsThanAHostTakesAreLeftOutAndCounted() {
        JsonNode run = run(Format.SARIF, Reports.large(SarifReport.MOST_RESULTS + 3));
        assertThat(run.path("results")).hasSize(SarifReport.MOST_RESULTS);
        assertThat(run.at("/properties/resultsLeftOut").asInt()).isEqualTo(3);
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .contains("3 results were left out");
    }

    private static JsonNode run(Format format, Report report) {
        return Schemas.json(Reports.written(format, report)).path("runs").path(0);
    }

    private static List<JsonNode> results(JsonNode run) {
        return StreamSupport.stream(run.path("results").spliterator(), false).toList();
    }
}
