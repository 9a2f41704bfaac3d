package io.kspec.core.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.framework.Evidence.Outcome;
import io.kspec.core.rule.Control;
import io.kspec.core.rule.Rule;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AssessmentTest {
    private static final Framework CIS = Frameworks.named("cis-k8s-1.8").orElseThrow();
    private static final List<Rule> RULES = Rules.demandedBy(Yaml.spec("""
            rbac:
              disallowWildcards: true
              disallowClusterAdminBindings: true
              disallowBroadSecretAccess: true
              disallowSensitiveGrants: true
            """));

    @ParameterizedTest
    @CsvSource({
        "PASS, 5.1.3, PASS, passed by wildcards-are-unused",
        "PASS, 5.1.1, PARTIAL_PASS, passed by cluster-admin-is-bound-to-nobody",
        "FAIL, 5.1.3, FAIL, failed by wildcards-are-unused",
        "MANUAL, 5.1.2, MANUAL, a person must look at what secrets-are-read-by-no-broad-group lists",
        "NOT_EVALUATED, 5.1.3, NOT_EVALUATED, could not be evaluated by wildcards-are-unused",
        "SKIPPED, 5.1.3, MANUAL, not assessed: the specification does not ask for rbac.disallowWildcards",
        "PASS, 5.1.7, MANUAL, not assessed: a person must answer it",
        "PASS, 5.1.8, MANUAL, not assessed: the specification does not ask for rbac.disallowEscalation"
    })
    void aControlIsWhatItsEvidenceSays(Outcome outcome, String id, ControlStatus status, String message) {
        ControlResult result = control(Assessment.of(CIS, all(outcome)), id);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.message()).isEqualTo(message);
    }

    @Test
    void oneGrantFailsItsOwnControlAlone() {
        var evidence = new ArrayList<Evidence>();
        RULES.forEach(rule -> evidence.add(new Evidence(
                rule.id(),
                rule.card(),
                rule.id().parameter().startsWith("nodes/proxy") ? Outcome.FAIL : Outcome.PASS)));
        Assessment assessment = Assessment.of(CIS, evidence);
        assertThat(assessment.of(ControlStatus.FAIL))
                .extracting(result -> result.control().id())
                .containsExactly("5.1.10");
        assertThat(control(assessment, "5.1.9").status()).isEqualTo(ControlStatus.PASS);
    }

    @Test
    void aFailOutweighsWhatCouldNotBeEvaluated() {
        Rule first = RULES.getFirst();
        List<Evidence> evidence = List.of(
                new Evidence(first.id(), first.card(), Outcome.NOT_EVALUATED),
                new Evidence(first.id(), first.card(), Outcome.FAIL));
        assertThat(Assessment.of(CIS, evidence).of(ControlStatus.NOT_EVALUATED)).isEmpty();
        assertThat(Assessment.of(CIS, evidence).of(ControlStatus.FAIL)).isNotEmpty();
    }

    @Test
    void everyControlThatARuleIsEvidenceForIsInItsFramework() {
        for (RuleKind kind : Rules.ALL) {
            for (Control control : kind.card().controls()) {
                assertThat(Frameworks.named(control.framework()).orElseThrow().controls())
                        .as(control.display())
                        .extracting(FrameworkControl::id)
                        .contains(control.id());
            }
        }
    }

    @Test
    void nothingButCisIsEverAnsweredWhole() {
        assertThat(Rules.ALL.stream()
                        .flatMap(kind -> kind.card().controls().stream())
                        .filter(control -> control.strength() == Control.Strength.FULL)
                        .map(Control::framework)
                        .collect(Collectors.toSet()))
                .containsExactly("cis-1.12");
    }

    @ParameterizedTest
    @CsvSource({"cis-k8s-1.8, cis-1.12", "pci-dss-4.0, pci-dss-4.0.1", "nist-800-53, nist-800-53-r5", "soc-2, soc-2"})
    void aNameIsReadByTheIdsOfOneRevision(String name, String readAs) {
        Framework framework = Frameworks.named(name).orElseThrow();
        assertThat(framework.readAs()).isEqualTo(readAs);
        assertThat(framework.display()).startsWith(name).contains(readAs);
        assertThat(framework.controls())
                .isNotEmpty()
                .allSatisfy(control -> assertThat(control.title()).isNotBlank())
                .extracting(FrameworkControl::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void theControlsOfTheSpecificationAreMappedByTheirChecks() {
        Framework own = demanded("""
                name: house-rules
                revision: "3"
                controls:
                - {id: H1, title: No wildcards, mappings: [{check: rbac-wildcards}]}
                - {id: H2, title: Rights, mappings: [{check: rbac.validation}]}
                - {id: H3, title: Doors are locked}
                """);
        Assessment assessment = Assessment.of(own, all(Outcome.PASS));
        assertThat(own.display()).isEqualTo("house-rules 3");
        assertThat(control(assessment, "H1").status()).isEqualTo(ControlStatus.PASS);
        assertThat(control(assessment, "H2").evidence()).hasSize(RULES.size());
        assertThat(control(assessment, "H3").message()).isEqualTo("not assessed: a person must answer it");
    }

    @Test
    void aKnownNameIsNeverPassedWholeByAMappingOfTheSpecification() {
        Framework mapped = demanded("""
                {name: cis-k8s-1.8, controls: [{id: 5.1.3, title: a, mappings: [{check: rbac-wildcards}]}]}
                """);
        assertThat(control(Assessment.of(mapped, all(Outcome.PASS)), "5.1.3").status())
                .isEqualTo(ControlStatus.PARTIAL_PASS);
    }

    @Test
    void eachFrameworkIsReportedByOnce() {
        assertThat(Frameworks.demandedBy(
                        Yaml.spec("compliance: {frameworks: [soc-2, nist, {}, {name: soc-2}, {name: cis-1.12}]}")))
                .extracting(Framework::name)
                .containsExactly("soc-2", "cis-1.12");
        assertThat(Frameworks.demandedBy(Yaml.spec("{}"))).isEmpty();
    }

    private static Framework demanded(String framework) {
        return Frameworks.demandedBy(Yaml.spec(
                        "compliance:\n  frameworks:\n  - " + framework.strip().replace("\n", "\n    ")))
                .getFirst();
    }

    private static List<Evidence> all(Outcome outcome) {
        return RULES.stream()
                .map(rule -> new Evidence(rule.id(), rule.card(), outcome))
                .toList();
    }

    private static ControlResult control(Assessment assessment, String id) {
        return assessment.controls().stream()
                .filter(result -> result.control().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
