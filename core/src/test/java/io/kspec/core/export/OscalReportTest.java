package io.kspec.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.verdict.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OscalReportTest {
    @Test
    void theSchemaTakesARichAndAnEmptyReport() {
        assertThat(Schemas.oscal(Reports.written(Format.OSCAL, Reports.rich()))).isEmpty();
        assertThat(Schemas.oscal(Reports.written(Format.OSCAL, Reports.empty())))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesAnEmptyList() {
        String broken = Reports.written(Format.OSCAL, Reports.empty())
                .replaceFirst("\"reviewed-controls\"", "\"observations\": [], \"reviewed-controls\"");
        assertThat(Schemas.oscal(broken)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "containers-are-unprivileged, not-satisfied, fail",
        "policies-exist,              satisfied,     pass",
        "host-paths-are-unused,       not-satisfied, other",
        "a-person-reviews-access-rights,     not-satisfied, other"
    })
    void aControlIsAsGoodAsItsRules(String rule, String state, String reason) {
        assertThat(list(result(Reports.rich()), "findings"))
                .filteredOn(finding -> finding.path("description").asText().contains(rule))
                .hasSize(2)
                .allSatisfy(finding -> {
                    assertThat(finding.at("/target/status/state").asText()).isEqualTo(state);
                    assertThat(finding.at("/target/status/reason").asText()).isEqualTo(reason);
                });
    }

    @Test
    void whatCouldNotBeReadIsInTheLogAndSatisfiesNothing() {
        JsonNode result = result(Reports.rich());
        assertThat(list(result, "findings"))
                .noneMatch(finding -> finding.toString().contains("secrets-are-encrypted-at-rest"));
        assertThat(list(result.path("assessment-log"), "entries"))
                .extracting(entry -> entry.path("title").asText())
                .contains("Not evaluated: secrets-are-encrypted-at-rest");
    }

    @Test
    void aControlWithOneRuleThatCouldNotBeReadIsNotSatisfiedByTheOthers() {
        var half = List.of(
                Reports.entry("one", RuleStatus.PASS, Severity.LOW, List.of(), List.of()),
                Reports.entry("two", RuleStatus.NOT_EVALUATED, Severity.LOW, List.of(Reports.forbidden()), List.of()));
        assertThat(list(result(Reports.report(Provenance.SubjectType.CLUSTER, half)), "findings"))
                .isEmpty();
    }

    @Test
    void aRuleThatWasNotAskedIsNeitherReviewedNorObserved() {
        assertThat(result(Reports.rich()).toString()).doesNotContain("nodes-are-patched");
        assertThat(result(Reports.rich()).path("reviewed-controls").toString())
                .doesNotContain("ac-6.%d".formatted("nodes-are-patched".length()));
    }

    @Test
    void controlsAreTokensOfTheirCatalogOrOfTheirFramework() {
        assertThat(list(result(Reports.rich()), "findings"))
                .extracting(finding -> finding.at("/target/target-id").asText())
                .contains("ac-6.27", "cis-1.12_5.2.27");
    }

    @Test
    void anExemptionIsAnApprovedDeviation() {
        JsonNode result = result(Reports.rich());
        assertThat(list(result, "risks")).singleElement().satisfies(risk -> {
            assertThat(risk.path("status").asText()).isEqualTo("deviation-approved");
            assertThat(risk.path("title").asText()).contains("log-shipper-until-march");
            assertThat(risk.at("/risk-log/entries/0/status-change").asText()).isEqualTo("deviation-approved");
        });
    }

    @Test
    void whateverIsPointedAtIsThere() {
        JsonNode document = Schemas.json(Reports.written(Format.OSCAL, Reports.rich()));
        Set<String> defined = new HashSet<>(document.findValuesAsText("uuid"));
        List<String> pointers = Stream.of("subject-uuid", "observation-uuid", "risk-uuid")
                .flatMap(name -> document.findValuesAsText(name).stream())
                .toList();
        assertThat(pointers).isNotEmpty().allMatch(defined::contains);
        assertThat(defined)
                .contains(document.at("/assessment-results/import-ap/href")
                        .asText()
                        .substring(1));
    }

    @Test
    void noIdIsGivenTwice() {
        assertThat(Schemas.json(Reports.written(Format.OSCAL, Reports.rich())).findValuesAsText("uuid"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aLaterRunKeepsTheIdsOfItsFindingsAndHasOneOfItsOwn() {
        Report first = Reports.rich();
        var later = first.provenance();
        Report second = new Report(
                new Provenance(
                        later.version(),
                        later.specification(),
                        later.origin(),
                        later.subject(),
                        later.of(),
                        later.at().plusSeconds(60)),
                first.summary(),
                first.entries(),
                first.exemptions(),
                first.since());
        assertThat(uuids(result(second), "findings")).isEqualTo(uuids(result(first), "findings"));
        assertThat(uuids(result(second), "observations")).isEqualTo(uuids(result(first), "observations"));
        assertThat(result(second).path("uuid")).isNotEqualTo(result(first).path("uuid"));
    }

    @Test
    void idsAreOfVersionFive() {
        assertThat(StableHash.uuid("a")).matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(StableHash.uuid("a")).isEqualTo(StableHash.uuid("a")).isNotEqualTo(StableHash.uuid("b"));
    }

    private static List<String> uuids(JsonNode result, String name) {
        return list(result, name).stream().map(one -> one.path("uuid").asText()).toList();
    }

    private static JsonNode result(Report report) {
        return Schemas.json(Reports.written(Format.OSCAL, report)).at("/assessment-results/results/0");
    }

    private static List<JsonNode> list(JsonNode parent, String name) {
        return StreamSupport.stream(parent.path(name).spliterator(), false).toList();
    }
}
