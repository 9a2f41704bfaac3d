package io.kspec.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangesTest {
    private static final String RULE = "images-are-named-by-digest";
    private static final EarlierReport EARLIER = known(RULE, "/spec/template/spec/containers/0/image");

    @Test
    void aFindingThatWasThereIsUnchangedWhateverImageIsThereNow() {
        Changes changes = Changes.since(EARLIER, now(RuleStatus.FAIL, List.of(), image("nginx:2", "0")));
        assertThat(changes.unchanged()).isEqualTo(1);
        assertThat(changes.added()).isEmpty();
    }

    @Test
    void aContainerThatMovedInItsListIsTheSame() {
        assertThat(Changes.since(EARLIER, now(RuleStatus.FAIL, List.of(), image("nginx", "3")))
                        .unchanged())
                .isEqualTo(1);
    }

    @Test
    void aFindingElsewhereIsNewAndTheOtherIsFixed() {
        var other = new Violation(
                new SubjectRef("apps/v1", "Deployment", "shop", "other", "app"), Reports.IMAGE, "nginx", "x", "y");
        Changes changes = Changes.since(EARLIER, now(RuleStatus.FAIL, List.of(), other));
        assertThat(changes.sentence()).isEqualTo("1 new, 1 fixed, 0 unchanged");
        assertThat(changes.added())
                .extracting(added -> added.finding().violation())
                .containsExactly(other);
    }

    @Test
    void whatPassesNowIsFixed() {
        assertThat(Changes.since(EARLIER, now(RuleStatus.PASS, List.of())).fixed())
                .extracting(EarlierReport.Known::subject)
                .containsExactly("Deployment shop/web (container app)");
        assertThat(EARLIER.findings().values())
                .extracting(known -> known.place().dotted())
                .containsExactly("spec.template.spec.containers[0].image");
    }

    @ParameterizedTest
    @EnumSource(
            value = RuleStatus.class,
            names = {"NOT_EVALUATED", "SKIP", "MANUAL"})
    void whatIsNotJudgedThisTimeIsNotFixed(RuleStatus status) {
        Changes changes = Changes.since(EARLIER, now(status, List.of()));
        assertThat(changes.fixed()).isEmpty();
        assertThat(changes.sentence()).isEqualTo("0 new, 0 fixed, 0 unchanged, 1 not judged this time");
    }

    @Test
    void whatIsNotFoundByARuleThatCouldNotReadEverythingIsNotFixed() {
        assertThat(Changes.since(EARLIER, now(RuleStatus.FAIL, List.of(Reports.forbidden())))
                        .unknown())
                .hasSize(1);
    }

    @Test
    void aRuleThatIsGoneFixedNothing() {
        assertThat(Changes.since(known("another-rule", "/spec"), now(RuleStatus.PASS, List.of()))
                        .unknown())
                .hasSize(1);
    }

    @Test
    void anExemptionFixesNothing() {
        Entry plain = now(RuleStatus.PASS, List.of()).entries().getFirst();
        Finding finding = Finding.of(plain.id(), image("nginx", "0"), Optional.empty());
        var pardoned = new Entry(plain.result(), List.of(), List.of(new Exempted(finding, "until-march")));
        Changes changes = Changes.since(EARLIER, Reports.report(Provenance.SubjectType.CLUSTER, List.of(pardoned)));
        assertThat(changes.sentence()).isEqualTo("0 new, 0 fixed, 0 unchanged, 1 exempted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"specification\": \"a\", \"results\": []}",
                "{\"specification\": \"a\", \"summary\": {\"score\": \"x\"}, \"results\": []}"
            })
    void whatIsNoReportIsRefusedWithItsName(String text) {
        assertThat(EarlierReport.read("old.json", Schemas.json(text)))
                .isInstanceOfSatisfying(EarlierReport.Reading.Unknown.class, unknown -> {
                    Failure why = unknown.why();
                    assertThat(why.sentence()).contains("old.json", "kspec scan -o json");
                });
    }

    private static EarlierReport known(String rule, String pointer) {
        ObjectNode json = (ObjectNode) Schemas.json("""
                {"specification": "production", "summary": {"score": 50}, "results": [
                  {"rule": "%s", "findings": [{"path": "%s", "subject": {
                    "apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "web",
                    "container": "app"}}]}]}
                """.formatted(rule, pointer));
        return switch (EarlierReport.read("old.json", json)) {
            case EarlierReport.Reading.Known(EarlierReport report) -> report;
            case EarlierReport.Reading.Unknown(Failure why) -> throw new AssertionError(why.sentence());
        };
    }

    private static Violation image(String observed, String position) {
        return new Violation(
                Reports.WEB,
                FieldPath.of("spec.template.spec.containers.%s.image".formatted(position)),
                observed,
                "a digest",
                "Name it by its digest.");
    }

    private static Report now(RuleStatus status, List<Failure> gaps, Violation... violations) {
        return Reports.report(
                Provenance.SubjectType.CLUSTER,
                List.of(Reports.entry(RULE, status, Severity.HIGH, gaps, List.of(violations))));
    }
}
