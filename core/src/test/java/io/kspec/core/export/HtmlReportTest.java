package io.kspec.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.scan.RuleStatus;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class HtmlReportTest {
    static Stream<Report> reports() {
        return Stream.of(Reports.rich(), Reports.empty(), compared());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void thePageIsWellFormed(Report report) {
        Parser parser = Parser.htmlParser().setTrackErrors(50);
        parser.parseInput(Reports.written(Format.HTML, report), "");
        assertThat(parser.getErrors()).extracting(ParseError::toString).isEmpty();
    }

    @Test
    void theParserSeesWhatIsNotWellFormed() {
        Parser parser = Parser.htmlParser().setTrackErrors(50);
        parser.parseInput("<!DOCTYPE html><title>x</title><p><b></p></i>", "");
        assertThat(parser.getErrors()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void nothingOnThePageRunsOrAsksAServer(Report report) {
        Document page = page(report);
        assertThat(page.select("script, link, img, iframe, object, embed, base, form"))
                .isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .map(Attribute::getKey))
                .noneMatch(name -> name.startsWith("on"));
        assertThat(page.select("[href], [src]"))
                .allMatch(element -> element.attr("href").startsWith("#"));
        assertThat(page.select("style").html()).doesNotContain("url(", "@import");
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .contains("default-src 'none'");
    }

    @Test
    void textFromOutsideIsShownAsItIs() {
        String html = Reports.written(Format.HTML, Reports.rich());
        assertThat(html).doesNotContain("<script", "\u001b", "\u0000", "\u202e");
        assertThat(page(Reports.rich()).select("#broken td").text())
                .contains("<script>alert(\"1\")</script> & ]]> \\u001b[31m\\u0000 \ud83d\udc19 \\ud83d \\u202e 'q'");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyHeaderOfATableSaysWhatItHeads(Report report) {
        assertThat(page(report).select("th")).allMatch(header -> header.hasAttr("scope"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyLinkLeadsToExactlyOnePlace(Report report) {
        Document page = page(report);
        Set<String> ids = new HashSet<>();
        assertThat(page.select("[id]"))
                .allSatisfy(element -> assertThat(ids.add(element.id())).isTrue());
        assertThat(page.select("a[href], use[href]"))
                .allMatch(link -> ids.contains(link.attr("href").substring(1)));
        assertThat(page.select("[aria-labelledby]")).allMatch(element -> ids.contains(element.attr("aria-labelledby")));
    }

    @Test
    void aStateIsAWordAndAnIconAndNotOnlyAColour() {
        assertThat(page(Reports.rich()).select("main .controls .mark"))
                .isNotEmpty()
                .allSatisfy(mark -> {
                    assertThat(mark.text()).isNotBlank();
                    assertThat(mark.select("svg use")).hasSize(1);
                });
    }

    @ParameterizedTest
    @CsvSource({"5.2.27, Broken", "5.2.14, Passes in part", "5.2.21, Exempted", "5.2.17, Not asked"})
    void aControlShowsWhatItsRulesCameTo(String control, String state) {
        Element row = page(Reports.rich()).select(".controls tbody tr").stream()
                .filter(each -> each.select("th").text().equals(control))
                .findFirst()
                .orElseThrow();
        assertThat(row.select("td").getFirst().text()).isEqualTo(state);
    }

    @Test
    void theWorstStandsFirst() {
        assertThat(page(Reports.rich()).select("#worst tbody tr td:first-child").eachText())
                .containsExactly("Critical", "Medium", "Low");
    }

    @Test
    void scoreAndCoverageStandSideBySide() {
        assertThat(page(Reports.rich()).select("#summary").text())
                .contains("40 %", "Coverage 71 %", "may be broken, too");
        assertThat(page(Reports.empty()).select("#summary").text()).contains("there is no score");
    }

    @Test
    void whatCouldNotBeReadIsSaidOnceWithTheRulesItLeavesOpen() {
        assertThat(page(Reports.rich()).select("#gaps tbody tr"))
                .singleElement()
                .satisfies(row -> assertThat(row.text())
                        .contains(
                                "may not list secrets",
                                "containers-are-unprivileged",
                                "secrets-are-encrypted-at-rest"));
    }

    @Test
    void exemptionsAreListedAndNotCountedAsPasses() {
        Document page = page(Reports.rich());
        assertThat(page.select("#exemptions tbody").text()).contains("log-shipper-until-march");
        assertThat(page.select("#passed tbody").text()).doesNotContain("host-paths-are-unused");
    }

    @Test
    void aRuleWithVeryManyFindingsSaysHowManyAreNotShown() {
        Document page = page(Reports.large(HtmlPage.MOST_FINDINGS + 20));
        assertThat(page.select(".findings tbody tr")).hasSize(HtmlPage.MOST_FINDINGS);
        assertThat(page.select("article").text()).contains("20 more are not shown here");
    }

    @Test
    void whatChangedStandsOnThePage() {
        assertThat(page(compared()).select("#changes").text())
                .contains("old.json", "1Fixed", "0Unchanged", "1Not judged this time", "another specification, <old>");
        assertThat(page(Reports.rich()).select("#changes")).isEmpty();
    }

    private static Report compared() {
        var earlier = new EarlierReport(
                "old.json",
                "<old>",
                10,
                Map.of(
                        "a", new EarlierReport.Known("policies-exist", "Pod shop/a", FieldPath.of("spec")),
                        "b", new EarlierReport.Known("secrets-are-encrypted-at-rest", "Pod shop/b", FieldPath.ROOT)));
        Report rich = Reports.rich();
        return new Report(rich.provenance(), rich.summary(), rich.entries(), rich.exemptions(), Optional.of(earlier));
    }

    @Test
    void theSameReportIsTheSamePage() {
        assertThat(Reports.written(Format.HTML, Reports.rich()))
                .isEqualTo(Reports.written(Format.HTML, Reports.rich()));
    }

    @Test
    void anObjectAsAWholeIsNamedSo() {
        var entry = Reports.entry(
                "r", RuleStatus.FAIL, Severity.LOW, List.of(), List.of(Reports.violation(Reports.WEB, FieldPath.ROOT)));
        assertThat(page(Reports.report(Provenance.SubjectType.CLUSTER, List.of(entry)))
                        .select(".findings tbody")
                        .text())
                .contains("the object");
    }

    private static Document page(Report report) {
        return Parser.htmlParser().parseInput(Reports.written(Format.HTML, report), "");
    }
}
